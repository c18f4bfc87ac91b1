import type { HealthView } from '../../src/protocol/views';
import { Card } from '../components/Card';
import { DataTable } from '../components/DataTable';
import { RootList } from '../components/RootList';
import { formatBytes } from '../../src/core/format/bytes';
import type { Figures } from '../figures/figures';
import { healthTitle, unknownNames, versionTable } from '../figures/health';
import type { PageProps } from './page';

const Facts = ({ facts }: { readonly facts: readonly (readonly [name: string, value: string])[] }) => (
  <dl class="facts num">
    {facts.map(([name, value]) => (
      <div key={name}>
        <dt>{name}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
);

const Counts = ({
  counts,
  figures,
  none,
}: {
  readonly counts: readonly (readonly [name: string, count: number])[];
  readonly figures: Figures;
  readonly none: string;
}) =>
  counts.length === 0 ? (
    <p class="sub">{none}</p>
  ) : (
    <ul class="counts">
      {counts.map(([name, count]) => (
        <li key={name}>
          <code class="cut" title={name}>
            <bdi>{name}</bdi>
          </code>
          <span class="num">{figures.count(count)}</span>
        </li>
      ))}
    </ul>
  );

/** Whether everything was found, read, understood, priced and saved. */
export const Health = ({ view, figures, dashboard }: PageProps<HealthView>) => {
  const unknown = Object.entries(view.unknownRecordTypes).sort(([, a], [, b]) => b - a);
  const actions = (
    <span class="actions">
      <button type="button" class="quiet" onClick={() => dashboard.run('spendlight.showLogs')}>
        Show logs
      </button>
      <button type="button" class="quiet" onClick={() => dashboard.run('spendlight.rebuild')}>
        Read everything again
      </button>
      <button type="button" class="quiet" onClick={() => dashboard.run('spendlight.openSettings')}>
        Settings
      </button>
    </span>
  );
  return (
    <>
      <Card title={healthTitle(view, figures)} sub="from transcript to figure, on this machine" action={actions}>
        {view.messages.length > 0 && (
          <ul class="messages">
            {view.messages.map((message) => (
              <li key={message}>{message}</li>
            ))}
          </ul>
        )}
        <RootList roots={view.roots} figures={figures} />
      </Card>
      <Card title="Reading" sub="transcripts, as far as they were read" span="slim">
        <Facts
          facts={[
            ['Transcripts', figures.count(view.files)],
            ['Read', formatBytes(view.bytes)],
            ['Lines', figures.count(view.lines)],
            ['Malformed lines', figures.count(view.malformedLines)],
          ]}
        />
        <h3>Unknown record types</h3>
        <Counts counts={unknown} figures={figures} none="None: every record is of a known type." />
        <h3>Unknown fields and kinds of records</h3>
        <Counts counts={unknownNames(view)} figures={figures} none="None: every field that was looked at is known." />
      </Card>
      <Card title="Prices" sub="list prices, dated, bundled" span="slim">
        <Facts facts={[['Version', view.provenance.priceVersion]]} />
        <h3>Models without a price, tokens</h3>
        <Counts counts={view.unpricedModels.map(({ model, tokens }) => [model, tokens] as const)} figures={figures} none="None: every model has a price." />
      </Card>
      <Card title="Storage" sub="kept on this machine" span="slim">
        <Facts
          facts={[
            ['Ledger', formatBytes(view.ledgerBytes)],
            ['Aggregates', formatBytes(view.aggregateBytes)],
            ['Ledger written by', view.writer ? 'this window' : 'another window'],
          ]}
        />
      </Card>
      <Card title="Versions of Claude Code" sub="responses of the newest months, and the share that carries each fact">
        {view.coverage.versions.length === 0 ? (
          <p class="sub">No responses yet.</p>
        ) : (
          <DataTable table={versionTable(view, figures)} caption="Responses by version of Claude Code" />
        )}
      </Card>
    </>
  );
};
