import type { Budget, Severity, Threshold } from '../budget/budget';

const NANO = 1_000_000_000;
const USUAL = [50, 80, 90, 95, 100, 120];

/** The limit of a checked budget as settings.json has it: USD, tokens or requests. */
export const writtenLimit = ({ metric, limit }: Pick<Budget, 'metric' | 'limit'>): number => (metric === 'cost' ? limit / NANO : limit);

/** A threshold that a person may want, and whether the budget has it. */
export interface ThresholdChoice extends Threshold {
  /** 80 %; forecast of 100 %. */
  readonly words: string;
  readonly held: boolean;
}

const wordsOf = ({ percent, forecast }: Pick<Threshold, 'percent' | 'forecast'>): string =>
  forecast === true ? `when the forecast reaches ${percent} %` : `at ${percent} %`;

const usualSeverity = (percent: number): Severity => (percent < 100 ? 'warning' : 'critical');

/** The budget's own thresholds and the usual ones, ascending. A session ends when nobody knows, so it is offered no forecast. */
export const thresholdChoices = ({ thresholds, period }: Pick<Budget, 'thresholds' | 'period'>): readonly ThresholdChoice[] => {
  const isHeld = (one: Pick<Threshold, 'percent' | 'forecast'>): boolean =>
    thresholds.some(({ percent, forecast }) => percent === one.percent && (forecast ?? false) === (one.forecast ?? false));
  const usual: readonly Threshold[] = USUAL.map((percent) => ({ percent, severity: usualSeverity(percent) }));
  const forecasts: readonly Threshold[] = period === 'session' ? [] : [{ percent: 100, severity: 'warning', forecast: true }];
  const offered = [...thresholds, ...[...usual, ...forecasts].filter((one) => !isHeld(one))];
  return offered
    .toSorted((a, b) => Number(a.forecast ?? false) - Number(b.forecast ?? false) || a.percent - b.percent)
    .map((one) => ({ ...one, words: wordsOf(one), held: isHeld(one) }));
};

/** The chosen ones as settings.json has them: a plain number where the severity is the usual one. */
export const thresholdsWith = (chosen: readonly Threshold[]): readonly (number | Threshold)[] =>
  chosen.map(({ percent, severity, forecast }) =>
    forecast === true ? { percent, severity, forecast } : severity === usualSeverity(percent) ? percent : { percent, severity },
  );

/** Thresholds in a line: 80 %, 100 %, 100 % of the forecast. */
export const percentsOf = (thresholds: readonly (number | Threshold)[]): string =>
  thresholds.map((one) => (typeof one === 'number' ? `${one} %` : `${one.percent} %${one.forecast === true ? ' of the forecast' : ''}`)).join(', ');
