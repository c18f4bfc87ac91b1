import { useEffect, useState } from 'preact/hooks';
import type { OverviewView } from '../../src/protocol/views';
import type { Figures } from '../figures/figures';
import { Cost } from './Cost';

/** Every line of a turn brings a new answer; without one for this long it is over. As long as the engine waits. */
const QUIET_MS = 45_000;

/** What the turn that runs has cost so far; nothing between turns. */
export const RunningTurn = ({ view, figures }: { readonly view: Pick<OverviewView, 'turn' | 'provenance'>; readonly figures: Figures }) => {
  const { turn, provenance } = view;
  const [quietAt, setQuietAt] = useState(0);
  useEffect(() => {
    const timer = setTimeout(() => setQuietAt(provenance.now), QUIET_MS);
    return () => clearTimeout(timer);
  }, [provenance.now]);
  if (!turn?.running || provenance.paused || quietAt === provenance.now) return null;
  return (
    <span class="turn">
      <i aria-hidden="true" />
      <Cost totals={turn.totals} figures={figures} /> this turn
    </span>
  );
};
