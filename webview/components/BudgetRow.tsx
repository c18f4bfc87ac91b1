import type { BudgetFacts } from '../figures/budgets';

const at = (share: number) => ({ left: `${share * 100}%` });

/** One budget: a bar with what is spent, its thresholds and the pace, and in words what is left and when it resets. */
export const BudgetRow = ({ facts }: { readonly facts: BudgetFacts }) => {
  const words = `${facts.spent}, ${facts.left}, ${facts.standing}, ${facts.resets}`;
  return (
    <li class={`budget ${facts.state}`}>
      <div class="budget-name">
        <bdi class="cut" title={facts.name}>
          {facts.name}
        </bdi>
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
        <i style={{ width: `${facts.fill * 100}%` }} />
        {facts.ticks.map((tick) => (
          <s key={tick} style={at(tick)} />
        ))}
        {facts.pace !== null && <u style={at(facts.pace)} />}
      </div>
      <div class="budget-left num">
        {facts.spent}
        <small>
          {facts.left} · {facts.resets}
        </small>
      </div>
    </li>
  );
};
