import assert from 'node:assert/strict';
import { ENGLISH } from '../../../src/core/format/number';
import { readSettings } from '../../../src/core/settings/readSettings';
import { statusItem, type Reader } from '../../../src/extension/statusItem';
import { TOOLTIP_COMMANDS } from '../../../src/extension/tooltip';
import { budget, budgetStatus, NOW, provenance, statusView, totals } from './views';

const READER: Reader = { write: ENGLISH, locale: 'en', remote: undefined };
const settings = (values: Record<string, unknown> = {}) =>
  readSettings({ values, userBudgets: undefined, workspaceBudgets: [] }, { home: '/h', timezone: 'UTC', firstDayOfWeek: 1, folders: [], trusted: true })
    .settings;
const look = (view: Parameters<typeof statusItem>[0]['view'], stale: string | null = null, values: Record<string, unknown> = {}) =>
  statusItem({ view, stale }, settings(values), READER);

describe('status item', () => {
  it('shows spend and the tightest budget, and says it without icons', () => {
    const { text, label, severity } = look(statusView({ budgets: [budgetStatus(4.2)] }));
    assert.equal(text, '$(pulse) $4.21 · 42% of day');
    assert.doesNotMatch(label, /\$\(/);
    assert.match(label, /^Spendlight: \$4\.21, 42% of day$/);
    assert.equal(severity, null);
  });

  it('colours only past a threshold, by the worst', () => {
    assert.equal(look(statusView({ budgets: [budgetStatus(7.99)] })).severity, null);
    assert.equal(look(statusView({ budgets: [budgetStatus(8)] })).severity, 'warning');
    assert.equal(look(statusView({ budgets: [budgetStatus(8), budgetStatus(10)] })).severity, 'critical');
  });

  it('says to those who do not see colours what they say', () => {
    assert.equal(look(statusView({ budgets: [budgetStatus(8)] })).label, 'Spendlight: $4.21, 80% of day, warning');
    assert.match(look(statusView({ budgets: [budgetStatus(10)] })).label, /, critical$/);
  });

  it('keeps the figures of an engine that stopped, marked, and says why', () => {
    const { text, label, tooltip } = look(statusView(), 'exit code 1');
    assert.equal(text, '$(warning) $4.21');
    assert.match(label, /not live/);
    assert.match(tooltip, /Not live, the engine stopped: exit code 1/);
  });

  it('marks a pause', () => {
    const { text, label } = look(statusView({ provenance: provenance({ paused: true }) }));
    assert.deepEqual([text, label], ['$(debug-pause) $4.21', 'Spendlight: $4.21, paused']);
  });

  it('starts without figures, and says when it cannot start', () => {
    assert.match(look(null).text, /…/);
    assert.match(look(null, 'broken').label, /not running/);
  });

  it('claims nothing before transcripts were looked for', () => {
    const nothing = statusView({ provenance: provenance({ transcripts: 0, asOf: null }), today: totals(0), week: totals(0), month: totals(0), roots: [] });
    assert.match(look(nothing).text, /…/);
  });

  it('without any transcript names the folders that were looked at, and what is in them', () => {
    const roots = [
      { origin: 'default', path: '/home/me/.claude/projects', state: 'missing', transcripts: 0 },
      { origin: 'default', path: '/home/me/.config/claude/projects', state: 'unreadable', transcripts: 0 },
    ] as const;
    const { text, tooltip } = look(
      statusView({ provenance: provenance({ transcripts: 0, asOf: null }), today: totals(0), week: totals(0), month: totals(0), roots }),
    );
    assert.match(text, /no data yet/);
    assert.match(tooltip.replaceAll('\\', ''), /\/home\/me\/\.claude\/projects: not there\n- \/home\/me\/\.config\/claude\/projects: could not be read/);
  });

  it('says of sample data that it is made up, in every part, and offers its end', () => {
    const { text, label, tooltip } = statusItem({ view: statusView(), stale: null }, { ...settings(), payment: 'sample' }, READER);
    assert.equal(text, '$(beaker) $4.21');
    assert.match(label, /, sample data$/);
    assert.match(tooltip, /made up.*command:spendlight\.removeSampleData[^]*^made\\-up sample data · /m);
    assert.doesNotMatch(look(statusView()).tooltip, /made up|SampleData/);
  });

  it('offers sample data only where nothing was found', () => {
    const nothing = { today: totals(0), week: totals(0), month: totals(0), provenance: provenance({ transcripts: 0, asOf: null }) };
    const root = (transcripts: number) => [{ origin: 'default', path: '/p', state: 'read', transcripts }] as const;
    assert.match(look(statusView({ ...nothing, roots: root(0) })).tooltip, /command:spendlight\.showSampleData/);
    assert.doesNotMatch(look(statusView({ ...nothing, roots: root(3) })).tooltip, /SampleData/);
  });

  it('hides money everywhere', () => {
    const { text, label, tooltip } = look(statusView({ budgets: [budgetStatus(4.2)] }), null, { 'display.money': 'hide' });
    for (const part of [text, label, tooltip]) assert.doesNotMatch(part, /\$\d|\\\$\d/);
  });
});

describe('tooltip', () => {
  it('has the figures, the basis, the age and the zone', () => {
    const { tooltip } = look(statusView({ provenance: provenance({ asOf: NOW - 120_000 }) }));
    const plain = tooltip.replaceAll('\\', '');
    for (const part of ['| Today | $4.21 |', 'API-equivalent', '2 m ago', 'UTC']) assert.ok(plain.includes(part), part);
  });

  it('calls amounts no bill on a subscription, and claims no money where it is hidden', () => {
    assert.match(look(statusView(), null, { 'display.payment': 'subscription' }).tooltip, /^API\\-equivalent value\\, not a bill · /m);
    assert.match(look(statusView(), null, { 'display.money': 'hide' }).tooltip, /^money is hidden · /m);
  });

  it('names the day only where it is not today, and the host only where it is another', () => {
    assert.doesNotMatch(look(statusView()).tooltip, /26|host/);
    assert.match(look(statusView({ provenance: provenance({ asOf: NOW - 90_000_000 }) })).tooltip, /21\\\/26/);
    const { tooltip } = statusItem({ view: statusView(), stale: null }, settings(), { ...READER, remote: 'ssh-remote+secret' });
    assert.match(tooltip, /on the SSH host/);
    assert.doesNotMatch(tooltip, /secret/);
  });

  it('has at most eight rows', () => {
    const budgets = Array.from({ length: 20 }, (_, n) => budgetStatus(n, { budget: budget({ id: `b${n}`, name: `B${n}` }) }));
    const rows = look(statusView({ budgets }))
      .tooltip.split('\n')
      .filter((line) => line.startsWith('|'));
    assert.equal(rows.length, 2 + 8);
  });

  it('offers a budget only to those who have none', () => {
    assert.match(look(statusView()).tooltip, /command:spendlight\.addBudget/);
    assert.doesNotMatch(look(statusView({ budgets: [budgetStatus(1)] })).tooltip, /addBudget/);
  });

  it('links to its own commands only, whatever a budget, a folder or an error is called', () => {
    const evil = '[x](command:workbench.action.quit) <img src=x onerror=1> | $(flame) http://evil.test\n\n# a';
    const view = statusView({ budgets: [budgetStatus(9, { budget: budget({ name: evil }) })], problems: [evil], provenance: provenance({ paused: true }) });
    const { tooltip } = look(view, evil);
    const links = [...tooltip.matchAll(/(?<!\\)\]\(([^)]*)\)/g)].map(([, target]) => target);
    for (const target of links)
      assert.ok(
        TOOLTIP_COMMANDS.some((command) => target === `command:${command}`),
        target,
      );
    assert.ok(links.length >= 3);
    assert.doesNotMatch(tooltip, /<img|(?<!\\)\$\(flame\)|http:\/\/evil|^# a/m);
  });
});
