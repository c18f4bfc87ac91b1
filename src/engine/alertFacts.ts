import type { AlertFacts, FactsQuestion } from '../core/alerts/facts';
import { covers, isCovered } from '../core/budget/cover';
import { shownHitRate } from '../core/usage/hitRate';
import { sessionUses, toolUses, type SessionUse } from '../store/queries/usage';
import type { SqlDatabase } from '../store/sqlite';

const HOUR = 3_600_000;
/** Calls that a loop is seen in. */
const LEAST_CALLS = 10;

/** The key of which most was used, and its share; null where nothing was. Money before tokens: what has no price still counts where nothing has. */
function largest<K>(uses: readonly SessionUse[], keyOf: (use: SessionUse) => K): { readonly key: K; readonly share: number } | null {
  const inMoney = uses.some(({ nanoUsd }) => nanoUsd > 0);
  const sums = new Map<K, number>();
  let all = 0;
  for (const use of uses) {
    const used = inMoney ? use.nanoUsd : use.tokens;
    sums.set(keyOf(use), (sums.get(keyOf(use)) ?? 0) + used);
    all += used;
  }
  const [top] = [...sums].toSorted(([, a], [, b]) => b - a);
  return top && all > 0 ? { key: top[0], share: top[1] / all } : null;
}

const sum = (uses: readonly SessionUse[], field: 'input' | 'reads' | 'writes' | 'requests'): number => uses.reduce((all, use) => all + use[field], 0);

function failing(sums: SqlDatabase, { start, end, folders, sessionId }: FactsQuestion): AlertFacts['failing'] {
  const tools = new Map<string, { calls: number; errors: number }>();
  for (const { tool, project, sessionId: session, calls, errors } of toolUses(sums, start, end)) {
    if (!covers(folders, project) || (sessionId !== '' && session !== sessionId)) continue;
    const before = tools.get(tool) ?? { calls: 0, errors: 0 };
    tools.set(tool, { calls: before.calls + calls, errors: before.errors + errors });
  }
  const loops = [...tools].filter(([, { calls, errors }]) => calls >= LEAST_CALLS && errors * 2 > calls).toSorted(([, a], [, b]) => b.errors - a.errors);
  return loops.map(([tool, counts]) => ({ tool, ...counts }))[0] ?? null;
}

/** What is known of a stretch of time and a scope, for the runbook of an alert. */
export function alertFacts(sums: SqlDatabase, question: FactsQuestion): AlertFacts {
  const uses = sessionUses(sums, question.start, question.end).filter(
    ({ project, model, sessionId }) => isCovered(question, project, model) && (question.sessionId === '' || sessionId === question.sessionId),
  );
  const [peak, session, model] = [
    largest(uses, ({ at }) => Math.floor(at / HOUR) * HOUR),
    largest(uses, ({ sessionId }) => sessionId),
    largest(uses, (use) => use.model),
  ];
  return {
    peak: peak && { at: peak.key, share: peak.share },
    // Both kinds of writes are as good as one here: the rate knows no price.
    cacheHit: shownHitRate({
      responses: sum(uses, 'requests'),
      input: sum(uses, 'input'),
      cacheRead: sum(uses, 'reads'),
      cacheWrite5m: sum(uses, 'writes'),
      cacheWrite1h: 0,
    }),
    session: session && { project: uses.find(({ sessionId }) => sessionId === session.key)?.project ?? '', share: session.share },
    model: model && { name: model.key, share: model.share },
    failing: failing(sums, question),
  };
}
