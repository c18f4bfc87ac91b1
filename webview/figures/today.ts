import type { CostTotals, OverviewView } from '../../src/protocol/views';
import type { Figures } from './figures';
import { plural } from './words';

/** Closer than this to the usual is "as usual" (ratio). */
const SAME = 0.1;

const compared = ({ nanoUsd: today, unpricedTokens }: CostTotals, usual: number | null, figures: Figures): string => {
  // What has no price may be more than all the rest: nothing can be compared with nothing.
  if (usual === null || (today === 0 && unpricedTokens > 0)) return '';
  if (usual === 0) return today > 0 ? 'The first spend in a week.' : 'Nothing spent in the last week.';
  if (today === 0) return `Nothing spent yet; a usual day costs ${figures.usd(usual)}.`;
  const difference = today / usual - 1;
  if (Math.abs(difference) < SAME) return `So far as usual (${figures.usd(usual)} a day over the last seven).`;
  if (today >= usual * 2) return `Already ${(today / usual).toFixed(1)} times a usual day (${figures.usd(usual)}, mean of the week before).`;
  return `So far ${figures.percent(Math.abs(difference))} ${difference > 0 ? 'over' : 'under'} a usual day (${figures.usd(usual)}, mean of the week before).`;
};

const cacheSaid = (saved: number, figures: Figures): string => {
  if (saved > 0) return `The cache saved ${figures.usd(saved)}.`;
  return saved < 0 ? `Cache writes cost ${figures.usd(-saved)} more than reads saved.` : '';
};

/** The one sentence under the hero number: is today normal, and what did the cache do. '' where nothing can be said. */
export const todaySentence = (view: Pick<OverviewView, 'today' | 'usualNanoUsd'>, figures: Figures): string => {
  const { today, usualNanoUsd } = view;
  if (!figures.money) return today.responses === 0 ? 'No response yet today.' : `${plural(today.responses, 'response', figures)} today.`;
  return [compared(today, usualNanoUsd, figures), cacheSaid(today.cacheSavedNanoUsd, figures)].filter(Boolean).join(' ');
};
