import type { HealthView } from '../protocol/views';

export interface HostFacts {
  readonly version: string;
  readonly vscode: string;
  readonly app: string;
  readonly platform: string;
  readonly node: string;
  /** vscode.env.remoteName, undefined where there is none. */
  readonly remote: string | undefined;
  readonly trusted: boolean;
  readonly stale: string | null;
  readonly settingProblems: number;
}

const NAME = /^[A-Za-z][A-Za-z0-9_-]{0,39}$/;
const MODEL = /^[A-Za-z0-9][A-Za-z0-9._:@/[\]-]{0,79}$/;

/** Names come from transcripts: only what looks like one is written, the rest is counted together. */
function counted(entries: readonly (readonly [string, number])[], looksRight: RegExp): string {
  const fit = entries.filter(([name]) => looksRight.test(name)).map(([name, count]) => `${name} ${count}`);
  const rest = entries.filter(([name]) => !looksRight.test(name)).reduce((sum, [, count]) => sum + count, 0);
  return [...fit, ...(rest > 0 ? [`(other) ${rest}`] : [])].join(', ') || 'none';
}

/** 'ssh-remote' of 'ssh-remote+machine'; a name that is no kind, such as an address, is not told. */
const remoteKind = (remote: string | undefined): string => {
  const kind = remote?.split('+')[0] ?? 'none';
  return /^[a-z-]+$/.test(kind) ? kind : 'yes';
};

/** A report for a bug: versions and counts. No path, no prompt text, no amount of money. Markdown list, sizes in bytes, tokens in tokens. */
export function diagnostics(health: HealthView, host: HostFacts): string {
  const { provenance } = health;
  const rootStates = ['read', 'missing', 'unreadable'] as const;
  const roots = rootStates.map((state) => `${health.roots.filter((root) => root.state === state).length} ${state}`).join(', ');
  const lines: readonly (readonly [string, string | number])[] = [
    ['Spendlight', host.version],
    ['VS Code', `${host.vscode} (${host.app})`],
    ['Platform', `${host.platform}, Node ${host.node}`],
    ['Remote', remoteKind(host.remote)],
    ['Workspace trusted', host.trusted ? 'yes' : 'no'],
    ['Engine', host.stale === null ? 'live' : 'stopped'],
    ['Setting problems', host.settingProblems],
    ['Prices', provenance.priceVersion],
    ['Time zone', provenance.timezone],
    ['Revision', provenance.revision],
    ['Newest line', provenance.asOf === null ? 'none' : new Date(provenance.asOf).toISOString()],
    ['Importing', provenance.importing ? `${provenance.importing.doneBytes} of ${provenance.importing.totalBytes} bytes` : 'no'],
    ['Paused', provenance.paused ? 'yes' : 'no'],
    ['Roots', roots],
    ['Transcripts', `${health.files} files, ${health.bytes} bytes, ${health.lines} lines`],
    ['Malformed lines', health.malformedLines],
    ['Unknown record types', counted(Object.entries(health.unknownRecordTypes), NAME)],
    [
      'Unpriced models (tokens)',
      counted(
        health.unpricedModels.map(({ model, tokens }) => [model, tokens] as const),
        MODEL,
      ),
    ],
    ['Ledger', `${health.ledgerBytes} bytes, ${health.writer ? 'written by this window' : 'written by another window'}`],
    ['Aggregates', `${health.aggregateBytes} bytes`],
    ['Messages', `${health.messages.length} (see the log)`],
  ];
  return `${lines.map(([name, value]) => `- ${name}: ${value}`).join('\n')}\n`;
}
