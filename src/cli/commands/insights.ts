import { plainText } from '../../core/format/escape';
import { usdNumber } from '../../core/format/money';
import { ENGLISH } from '../../core/format/number';
import type { Insight, InsightValue } from '../../core/insights/insight';
import { insightFactTexts, insightMoneyText, type InsightWriting } from '../../core/insights/words';
import { projectLabel } from '../../core/format/label';
import type { InsightsView } from '../../protocol/insightsView';
import { totals } from '../../store/queries/totals';
import { reportCommand, type Question } from '../command';
import { count, footnotes, nothing } from '../words';

/** Product section E: the five that are worth most, the rest on request. */
const SHOWN = 5;

const jsonValue = (value: InsightValue): number | string => (value.kind === 'usd' ? usdNumber(value.value) : value.value);

const json = ({ id, rule, severity, title, project, sessionId, nanoUsd, between, assumption, evidence, action, since, until }: Insight): object => ({
  id,
  rule,
  severity,
  title,
  project,
  session: sessionId,
  usd: usdNumber(nanoUsd),
  usdBetween: between?.map(usdNumber) ?? null,
  assumption,
  evidence: evidence.map(({ label, value }) => ({ label, kind: value.kind, value: jsonValue(value) })),
  action,
  since,
  until,
});

const paragraph =
  (writing: InsightWriting) =>
  ({ severity, title, project, nanoUsd, between, assumption, evidence, action }: Insight): string => {
    const worth = insightMoneyText({ nanoUsd, between }, writing);
    const facts = insightFactTexts(evidence, writing).map(({ label, text }) => `${label}: ${text}`);
    const lines = [
      `${severity.toUpperCase()}  ${title}`,
      ...(project === '' ? [] : [`  Project: ${projectLabel(project)}`]),
      ...(worth === null ? [] : [`  Worth ${worth}. ${assumption}`]),
      `  ${facts.join('; ')}`,
      `  Do: ${action}`,
    ];
    return lines.map(plainText).join('\n');
  };

function text({ insights, range, rowsSince }: InsightsView, question: Question): string {
  const shown = question.own['all'] === undefined ? insights.slice(0, SHOWN) : insights;
  const empty = totals(question.sums, question.selection).responses > 0 ? 'Nothing stands out.' : nothing(question);
  const rest = insights.length > shown.length ? [`${count(insights.length - shown.length)} more with --all.`] : [];
  const rows = rowsSince > range.since ? [`Rules that look at single responses have seen the days from ${rowsSince} on.`] : [];
  const notes = [...rest, 'Estimates, each by itself: they may explain the same money, so do not add them.', ...rows, footnotes(question)];
  return [...(shown.length > 0 ? shown.map(paragraph({ money: question.money, write: ENGLISH })) : [empty]), notes.join('\n')].join('\n\n');
}

export const insights = reportCommand({
  name: 'insights',
  description: `what stands out, with money and one action each, the ${SHOWN} that are worth most; with --json all`,
  options: [{ flags: '--all', description: 'all of them' }],
  ask: (question) => question.insights(),
  json: (view) => view.insights.map(json),
  text,
});
