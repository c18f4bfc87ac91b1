import { doctorReport } from '../core/doctor/report';
import { listText, reportLines, type ReportLine } from '../core/doctor/text';
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

/** 'ssh-remote' of 'ssh-remote+machine'; a name that is no kind, such as an address, is not told. */
const remoteKind = (remote: string | undefined): string => {
  const kind = remote?.split('+')[0] ?? 'none';
  return /^[a-z-]+$/.test(kind) ? kind : 'yes';
};

/**
 * A report for a public issue: where Spendlight runs, and what its doctor says. No prompt, path, branch, project, session, tool or
 * amount of money. Markdown list, sizes in bytes, tokens in tokens.
 */
export function diagnostics(health: HealthView, host: HostFacts): string {
  const { importing, paused, revision } = health.provenance;
  const lines: readonly ReportLine[] = [
    ['Spendlight', host.version],
    ['VS Code', `${host.vscode} (${host.app})`],
    ['Platform', `${host.platform}, Node ${host.node}`],
    ['Remote', remoteKind(host.remote)],
    ['Workspace trusted', host.trusted ? 'yes' : 'no'],
    ['Engine', host.stale === null ? 'live' : 'stopped'],
    ['Setting problems', host.settingProblems],
    ['Revision', revision],
    ['Importing', importing ? `${importing.doneBytes} of ${importing.totalBytes} bytes` : 'no'],
    ['Paused', paused ? 'yes' : 'no'],
    ['Ledger written by', health.writer ? 'this window' : 'another window'],
    ...reportLines(doctorReport(health)),
  ];
  return listText(lines);
}
