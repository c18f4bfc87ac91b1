import { daysBetween } from '../time/day';
import type { Insight } from './insight';

/** What is kept of an insight that somebody put away: its money then, and of how many days. */
export interface Dismissal {
  readonly id: string;
  /** Integer nano-USD. */
  readonly nanoUsd: number;
  readonly days: number;
  /** ms UTC. */
  readonly at: number;
}

/** By how much it must have grown to come back: by half. */
const GROWTH = 1.5;

/** Days that an insight was found in, both ends included. */
const daysOf = ({ since, until }: Pick<Insight, 'since' | 'until'>): number => Math.max(1, daysBetween(since, until) + 1);

/** `at` in ms UTC. */
export const dismissalOf = (insight: Insight, at: number): Dismissal => ({ id: insight.id, nanoUsd: insight.nanoUsd, days: daysOf(insight), at });

/**
 * Whether an insight stays put away: until it has grown by half. Over a longer range than the one that it was put away in, by half beyond what
 * the longer range alone makes of it, so that looking at a year brings nothing back.
 */
export const isDismissed = (insight: Insight, dismissal: Dismissal | undefined): boolean =>
  dismissal !== undefined && insight.nanoUsd < dismissal.nanoUsd * GROWTH * Math.max(1, daysOf(insight) / dismissal.days);
