import { statusText, tooltipRows } from '../protocol/statusText';
import { basisWords } from '../core/format/basis';
import type { WriteNumber } from '../core/format/number';
import type { Settings } from '../core/settings/settings';
import type { StatusView } from '../protocol/views';
import type { StatusNews } from './statusFeed';
import { hasNoData, notLive, tooltip } from './tooltip';

/** How a status bar item looks; texts as VS Code's API takes them. */
export interface StatusItemLook {
  readonly text: string;
  /** What a screen reader says: no icons. */
  readonly label: string;
  /** null: the theme's ordinary colours. */
  readonly severity: 'warning' | 'critical' | null;
  /** Markdown. */
  readonly tooltip: string;
}

const ICON = /\$\([\w~-]+\)\s*/g;
const FIRST_ICON = /^\$\([\w~-]+\)\s*/;

/** The same text behind another icon. */
const marked = (text: string, icon: string): string => `$(${icon}) ${text.replace(FIRST_ICON, '')}`;

/** The engine has not looked for transcripts yet, and knows nothing from before. */
const isStarting = (view: StatusView): boolean => hasNoData(view) && view.roots.length === 0;

const empty = (view: StatusView): string => (view.provenance.importing === null ? '$(pulse) no data yet' : '$(sync~spin) reading transcripts');

/** Text without icons, its parts separated by commas. */
const spoken = (text: string): string => `Spendlight: ${text.replace(ICON, '').replaceAll(' · ', ', ').trim()}`;

/** Who reads it, and what host is counted. */
export interface Reader {
  readonly write: WriteNumber;
  /** BCP 47. */
  readonly locale: string;
  /** Kind of remote host, undefined where there is none. */
  readonly remote: string | undefined;
}

/** The item before the first answer of the engine. */
const waiting = (stale: string | null): StatusItemLook =>
  stale === null
    ? { text: '$(pulse) …', label: 'Spendlight is starting', severity: null, tooltip: 'Spendlight is starting.' }
    : { text: '$(warning) Spendlight', label: 'Spendlight is not running', severity: null, tooltip: notLive(stale) };

/** The status bar item for what is known now. Colours only past a threshold; figures of an engine that stopped stay, marked. */
export function statusItem({ view, stale }: StatusNews, settings: Settings, { write, locale, remote }: Reader): StatusItemLook {
  if (view === null || isStarting(view)) return waiting(stale);
  const style = { money: settings.money, template: settings.statusBar.template, write };
  const plain = hasNoData(view) ? empty(view) : statusText(view, style);
  const sample = settings.payment === 'sample';
  const icon = stale !== null ? 'warning' : view.provenance.paused ? 'debug-pause' : sample ? 'beaker' : null;
  const states = view.budgets.map(({ state }) => state);
  const severity = states.includes('critical') ? 'critical' : states.includes('warning') ? 'warning' : null;
  return {
    text: icon === null ? plain : marked(plain, icon),
    label: `${spoken(plain)}${severity === null ? '' : `, ${severity}`}${stale === null ? '' : ', not live'}${view.provenance.paused ? ', paused' : ''}${sample ? ', sample data' : ''}`,
    severity,
    tooltip: tooltip({ rows: tooltipRows(view, style), view, stale, basis: basisWords(settings), sample, locale, remote }),
  };
}
