import type { MoneyStyle } from '../core/alerts/message';
import { escapeMarkdown, plainText } from '../core/format/escape';
import { projectLabel } from '../core/format/label';
import type { Insight, InsightSeverity } from '../core/insights/insight';
import { insightFactTexts, insightMoneyText } from '../core/insights/words';
import type { InsightsView } from '../protocol/insightsView';
import type { TreeNode, TreeShown } from './contributions/tree';
import type { ViewNews } from './viewFeed';

/** A finding in the side bar; commands of its menu get it. */
export interface InsightNode extends TreeNode {
  readonly insightId: string;
}

/** Findings before the rest is asked for on the page. */
const SHOWN = 10;

const ICONS: Readonly<Record<InsightSeverity, TreeNode['icon']>> = {
  high: { name: 'flame', color: 'list.errorForeground' },
  warning: { name: 'warning', color: 'list.warningForeground' },
  info: { name: 'lightbulb', color: null },
};

const nodeOf = (insight: Insight, style: MoneyStyle): InsightNode => {
  const money = insightMoneyText(insight, style);
  const facts = insightFactTexts(insight.evidence, style).map(({ label, text }) => `${label}: ${text}`);
  const project = insight.project === '' ? '' : plainText(projectLabel(insight.project));
  const worth = money === null ? '' : `Worth ${money}. ${insight.assumption}`;
  const short = insightMoneyText({ nanoUsd: insight.nanoUsd, between: null }, style);
  return {
    id: insight.id,
    // Money first: a side bar is narrow, and what is cut off is the end.
    label: [short ?? '', plainText(insight.title)].filter((part) => part !== '').join(' · '),
    description: project,
    tooltip: [insight.title, worth, ...facts, insight.action]
      .filter((part) => part !== '')
      .map(escapeMarkdown)
      .join('\n\n'),
    spoken: `${insight.severity}: ${plainText(insight.title)}. ${money ?? ''} ${plainText(insight.action)}`,
    icon: ICONS[insight.severity],
    context: 'insight',
    run: { command: 'spendlight.openDashboard', argument: { page: 'insights' } },
    children: [],
    insightId: insight.id,
  };
};

/** What stands out in the last 30 days, dearest first. */
export const insightTree = ({ view, trouble }: ViewNews<InsightsView>, style: MoneyStyle): TreeShown<InsightNode> => {
  const found = view?.insights ?? [];
  const more = found.length > SHOWN ? `${found.length - SHOWN} more on the Insights page` : '';
  return {
    nodes: found.slice(0, SHOWN).map((insight) => nodeOf(insight, style)),
    message: trouble === null ? more : `Not live: ${plainText(trouble)}`,
    badge: 0,
    badgeWords: '',
  };
};
