import type { Insight } from '../../src/core/insights/insight';
import { insightFactTexts, insightMoneyText } from '../../src/core/insights/words';
import { plainText } from '../../src/core/format/escape';
import type { Figures } from '../figures/figures';
import { insightLeadsTo, insightWriting, SEVERITY_WORDS } from '../figures/insights';
import type { ExploreTo } from '../state/dashboard';
import { projectNames } from '../figures/projects';

interface InsightItemProps {
  readonly insight: Insight;
  readonly figures: Figures;
  /** Without its evidence. */
  readonly brief?: boolean;
  readonly onOpen: (to: ExploreTo) => void;
  readonly action: { readonly name: string; readonly run: () => void };
}

/** One finding: what it is, what it is worth, why, and the one thing to do. */
export const InsightItem = ({ insight, figures, brief = false, onOpen, action }: InsightItemProps) => {
  const writing = insightWriting(figures);
  const money = insightMoneyText(insight, writing);
  const [project = ''] = insight.project === '' ? [''] : projectNames([insight.project]);
  const title = plainText(insight.title);
  const leads = insightLeadsTo(insight);
  return (
    <li class={`insight ${insight.severity}`}>
      <div class="insight-head">
        <h3>
          <span class="severity">{SEVERITY_WORDS[insight.severity]}</span> <bdi>{title}</bdi>
        </h3>
        {money !== null && <span class="num worth">{money}</span>}
      </div>
      <p class="do">
        {plainText(insight.action)}
        {brief && project !== '' && (
          <small class="cut" title={insight.project}>
            <bdi>{project}</bdi>
          </small>
        )}
      </p>
      {!brief && (
        <dl class="evidence num">
          {project !== '' && (
            <div>
              <dt>Project</dt>
              <dd title={insight.project}>
                <bdi>{project}</bdi>
              </dd>
            </div>
          )}
          {insightFactTexts(insight.evidence, writing).map(({ label, text }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>
                <bdi>{plainText(text)}</bdi>
              </dd>
            </div>
          ))}
        </dl>
      )}
      {money !== null && !brief && <p class="sub">{insight.assumption}</p>}
      <div class="actions">
        {leads && (
          <button type="button" class="quiet" aria-label={`Show the turns: ${title}`} onClick={() => onOpen(leads)}>
            Show the turns
          </button>
        )}
        <button type="button" class="quiet" aria-label={`${action.name}: ${title}`} onClick={action.run}>
          {action.name}
        </button>
      </div>
    </li>
  );
};
