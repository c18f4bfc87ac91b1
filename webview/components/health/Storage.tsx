import { formatBytes } from '../../../src/core/format/bytes';
import { sweepSentence } from '../../figures/sweep';
import { Card } from '../Card';
import { Facts } from './Facts';
import type { CardProps } from './props';

/** What is kept here, and what Claude Code is about to throw away. */
export const Storage = ({ view, figures }: CardProps) => (
  <Card title="Storage" sub="kept on this machine" span="slim">
    <Facts
      facts={[
        ['Ledger', formatBytes(view.ledgerBytes)],
        ['Aggregates', formatBytes(view.aggregateBytes)],
        ['Ledger written by', view.writer ? 'this window' : 'another window'],
      ]}
    />
    <h3>Claude Code's next clean-up</h3>
    <p class={view.sweep && view.sweep.unsavedDueBytes > 0 ? 'warning' : 'sub'}>{sweepSentence(view.sweep, view.provenance.now, figures)}</p>
  </Card>
);
