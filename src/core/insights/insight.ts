import type { DayText } from '../time/day';

export const INSIGHT_SEVERITIES = ['high', 'warning', 'info'] as const;
export type InsightSeverity = (typeof INSIGHT_SEVERITIES)[number];

/** A figure with its unit, written down only where it is shown: in the reader's way, and not at all where money is hidden. */
export type InsightValue =
  /** Integer nano-USD, API-equivalent. */
  | { readonly kind: 'usd'; readonly value: number }
  | { readonly kind: 'tokens'; readonly value: number }
  /** 42 is 42 %. */
  | { readonly kind: 'percent'; readonly value: number }
  | { readonly kind: 'count'; readonly value: number }
  /** ms. */
  | { readonly kind: 'duration'; readonly value: number }
  /** A name as written: foreign text. */
  | { readonly kind: 'text'; readonly value: string };

export interface InsightFact {
  readonly label: string;
  readonly value: InsightValue;
}

/** What a rule found. Texts hold no amount of money; titles hold names as written, so escape them. */
export interface Finding {
  /** What it is about, stable over time: a working directory, a session, a day, a server. */
  readonly subject: string;
  readonly severity: InsightSeverity;
  readonly title: string;
  /** Working directory; '' where it is about several. */
  readonly project: string;
  /** '' where it is about several. */
  readonly sessionId: string;
  /** What it cost beyond need: an estimate in integer nano-USD, API-equivalent, above 0. Findings may explain the same money: never add them. */
  readonly nanoUsd: number;
  /** The estimate is between these, nano-USD; null where it is a plain count and no estimate. */
  readonly between: readonly [low: number, high: number] | null;
  /** What the money assumes, in a sentence. */
  readonly assumption: string;
  readonly evidence: readonly InsightFact[];
  /** What to do, in one sentence. */
  readonly action: string;
}

/** A finding of a rule, with its name and its days. */
export interface Insight extends Finding {
  /** `rule:subject`: names it for ever, so that it can be dismissed. */
  readonly id: string;
  readonly rule: string;
  /** The days that were looked at, both inclusive. */
  readonly since: DayText;
  readonly until: DayText;
}

/** The money of an estimate: between two amounts (nano-USD), told as the middle of them. */
export const estimate = (low: number, high: number): Pick<Finding, 'nanoUsd' | 'between'> => ({
  nanoUsd: Math.round((low + high) / 2),
  between: [Math.round(low), Math.round(high)],
});

export const usd = (value: number): InsightValue => ({ kind: 'usd', value: Math.round(value) });
export const tokens = (value: number): InsightValue => ({ kind: 'tokens', value: Math.round(value) });
/** Of a ratio, to a tenth: 0.4239 is 42.4 %. */
export const percent = (ratio: number): InsightValue => ({ kind: 'percent', value: Math.round(ratio * 1000) / 10 });
export const count = (value: number): InsightValue => ({ kind: 'count', value });
export const duration = (value: number): InsightValue => ({ kind: 'duration', value });
export const named = (value: string): InsightValue => ({ kind: 'text', value });
