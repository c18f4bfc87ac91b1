import type { ComponentChildren } from 'preact';
import type { BudgetFacts } from '../figures/budgets';

const at = (share: number) => ({ left: `${share * 100}%` });
/** What ends at the limit or beyond is seen at the bar's end, not behind it. */
const likely = ({ from, to }: NonNullable<BudgetFacts['expected']>) => ({
  left: `min(${from * 100}%, 100% - 6px)`,
  width: `max(${(to - from) * 100}%, 6px)`,
});

interface BudgetRowProps {
  readonly facts: BudgetFacts;
  /** What it counts and what is expected, too. */
  readonly full: boolean;
  readonly actions?: ComponentChildren;
}

/** One budget: a bar with what is spent, its thresholds, the pace and what is expected, and in words what is left and when it resets. */
export const BudgetRow = ({ facts, full, actions }: BudgetRowProps) => {
  const words = [facts.spent, facts.left, facts.standing, facts.resets, facts.expectation].filter(Boolean).join(', ');
  return (
    <li class={`budget ${facts.state}`}>
      <div class="budget-name">
        <bdi class="cut" title={facts.name}>
          {facts.name}
        </bdi>
        {full && (
          <small class="cut" title={facts.reach}>
            {facts.reach}
          </small>
        )}
        <small>{facts.standing}</small>
      </div>
      <div
        class="track big"
        role="meter"
        aria-label={`Budget ${facts.name}`}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(facts.fill * 100)}
        aria-valuetext={words}
      >
        {facts.expected && <b style={likely(facts.expected)} />}
        {facts.fill > 0 && <i style={{ width: `${facts.fill * 100}%` }} />}
        {facts.ticks.map((tick) => (
          <s key={tick} style={at(tick)} />
        ))}
        {facts.pace !== null && <u style={at(facts.pace)} />}
      </div>
      <div class="budget-left num">
        {facts.spent}
        <small>{[facts.left, facts.resets].filter(Boolean).join(' · ')}</small>
      </div>
      {actions}
      {full && facts.expectation !== null && <small class="budget-more">{facts.expectation}</small>}
    </li>
  );
};
