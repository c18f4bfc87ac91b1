import type { Budget } from '../budget/budget';
import { parseBudgets } from '../budget/parse';
import { PAYMENTS } from '../format/basis';
import { isZone } from '../time/zone';
import { numberOrOff, readQuietHours, readTexts } from './alerts';
import { idsAmong, readChannels } from './channels';
import { readAliases, readOverrides } from './prices';
import { bad, good, oneOf, shortText, wholeNumber, yesOrNo, type Reader, type SettingProblem } from './reading';
import { readExtraRoots } from './roots';
import type { GivenSettings, Surroundings, SettingsReading } from './settings';
import { FIRST_DAYS, firstDayNumber } from './week';

/** '' stands for the machine's zone. */
const readZone =
  (ofMachine: string): Reader<string> =>
  (setting, given) => {
    if (given === undefined || given === '') return good(ofMachine);
    return typeof given === 'string' && isZone(given) ? good(given) : bad(setting, given, 'a time zone such as Europe/Berlin', ofMachine);
  };

/** The user's and every workspace's budgets, each entry by itself; of those with one id the first holds, the user's before all. */
function readBudgets(
  given: GivenSettings,
  { home, trusted }: Surroundings,
  channels: readonly string[],
): { readonly budgets: readonly Budget[]; readonly problems: readonly SettingProblem[] } {
  const readings = [
    parseBudgets({ user: given.userBudgets, home, channels }),
    ...given.workspaceBudgets.map(({ given: workspace, folders }) => parseBudgets({ user: undefined, workspace, workspaceFolders: folders, trusted, home })),
  ];
  const byId = new Map<string, Budget>();
  for (const budget of readings.flatMap(({ budgets }) => budgets)) if (!byId.has(budget.id)) byId.set(budget.id, budget);
  return { budgets: [...byId.values()], problems: readings.flatMap(({ problems }) => problems.map(({ where, message }) => ({ setting: where, message }))) };
}

/**
 * All settings, checked: what is wrong is named, and its default holds instead. Amounts become integer nano-USD, days ms UTC.
 * Workspace budgets count only where the workspace is trusted.
 */
export function readSettings(given: GivenSettings, surroundings: Surroundings): SettingsReading {
  const problems: SettingProblem[] = [];
  const read = <T>(name: string, reader: Reader<T>): T => {
    const reading = reader(`spendlight.${name}`, given.values[name]);
    problems.push(...reading.problems);
    return reading.value;
  };
  const channels = read('channels', readChannels);
  const known = channels.map(({ id }) => id);
  const { budgets, problems: budgetProblems } = readBudgets(given, surroundings, known);
  const money = read('display.money', oneOf(['show', 'hide'], 'show'));
  const settings = {
    counting: {
      extraRoots: read('extraRoots', readExtraRoots(surroundings.home)),
      timezone: read('timeZone', readZone(surroundings.timezone)),
      firstDayOfWeek: firstDayNumber(read('firstDayOfWeek', oneOf(FIRST_DAYS, 'locale')), surroundings.firstDayOfWeek),
      billingCycleDay: read('billingCycleDay', wholeNumber(1, 28, 1)),
      budgets,
      statusFolders: read('statusBar.scope', oneOf(['all', 'workspace'], 'all')) === 'workspace' ? surroundings.folders : [],
      // Of two that speak of one model and time the first wins: dated entries before aliases, which hold always.
      priceOverrides: [...read('prices.overrides', readOverrides), ...read('prices.aliases', readAliases)],
      alerts: {
        quietHours: read('notifications.quietHours', readQuietHours),
        session: read('alerts.session', numberOrOff(1_000, 1_000_000_000)),
        spike: read('alerts.spike', numberOrOff(1, 100)),
        runaway: read('alerts.runaway', yesOrNo(false)),
        model: read('alerts.model', readTexts),
        cacheHit: read('alerts.cacheHit', numberOrOff(1, 99)),
        errors: read('alerts.errors', yesOrNo(false)),
        channels: read('alerts.channels', idsAmong(known)),
      },
      hooks: { strict: read('hooks.strict', yesOrNo(false)), money },
    },
    statusBar: {
      alignment: read('statusBar.alignment', oneOf(['left', 'right'], 'left')),
      priority: read('statusBar.priority', wholeNumber(-10_000, 10_000, 0)),
      template: read('statusBar.template', shortText(200, '')),
    },
    money,
    payment: read('display.payment', oneOf(PAYMENTS, 'unsure')),
    notifications: read('notifications.enabled', yesOrNo(true)),
    channels,
  };
  return { settings, problems: [...problems, ...budgetProblems] };
}
