import { join } from 'node:path';
import { subjectKey, type Alert } from '../core/alerts/alert';
import type { Claim } from '../core/alerts/claim';
import type { Anomaly } from '../core/alerts/anomaly';
import { evaluateAlerts, isHushed, type DueAlert } from '../core/alerts/evaluate';
import { isQuiet } from '../core/alerts/quietHours';
import type { BudgetStatus } from '../core/budget/status';
import type { CountingSettings } from '../core/settings/settings';
import { AlertClaims } from '../store/alertClaims';
import { AlertShelf, type KeptAlert } from '../store/alertShelf';
import { Hushes } from '../store/hushes';

/** Alerts that are kept to be looked up. */
const MOST_FIRED = 500;
/** Alerts that wait for quiet hours to end. */
const MOST_HELD = 100;

const claimOfHeld = (id: string): Claim => ({ id: `held.${id}`, series: `held.${id}`, reached: 0, amount: 0 });

/** The same for the thresholds of one budget and period, those of its forecast apart. */
const aboutOf = (alert: Alert): string => {
  const { subject } = alert;
  return subject.kind === 'anomaly' ? alert.id : [subjectKey(alert), subject.status.periodId, subject.threshold.forecast ?? ''].join('\n');
};

/** What an alert speaks of as reached; of two about the same the higher one says more. */
const amountOf = ({ subject }: Alert): number => (subject.kind === 'anomaly' ? 0 : subject.threshold.percent * subject.status.limit);

/** How things stand, and what settings say of alerts. `now` in ms UTC. */
export interface Situation {
  readonly statuses: readonly BudgetStatus[];
  readonly anomalies: readonly Anomaly[];
  readonly settings: Pick<CountingSettings, 'alerts' | 'timezone'>;
  readonly now: number;
}

const isQuietAt = ({ alerts, timezone }: Situation['settings'], now: number): boolean => isQuiet(alerts.quietHours, now, timezone);

/** Claimed by this process, and what its confirmation fulfils. */
interface Open {
  readonly alert: Alert;
  readonly claims: readonly Claim[];
}

/**
 * Who may speak of what, over all windows and restarts: claimed first, confirmed when it was said (see AlertClaims). In quiet hours warnings wait, and are said together afterwards, also
 * when their period has ended meanwhile; what is critical is said at once: of runaway money a person wants to hear in time, and who does not makes that threshold a warning.
 */
export class AlertService {
  readonly #claims: AlertClaims;
  readonly #hushes: Hushes;
  readonly #fired: AlertShelf;
  readonly #held: AlertShelf;
  /** Not confirmed yet, by the alert's id. */
  readonly #open = new Map<string, Open>();

  /** `folder`: of this machine's alerts, for all windows. */
  constructor(folder: string) {
    this.#claims = new AlertClaims(folder);
    this.#hushes = new Hushes(folder);
    this.#fired = new AlertShelf(join(folder, 'fired'), MOST_FIRED);
    this.#held = new AlertShelf(join(folder, 'held'), MOST_HELD);
  }

  /** What there is to speak of now by this process. `editor` false: what is for the editor alone is left for when it speaks again. Throws where nothing can be remembered. */
  claimDue({ statuses, anomalies, settings, now }: Situation, editor: boolean): Alert[] {
    const due = evaluateAlerts(statuses, anomalies, { hushed: this.hushed(), channels: settings.alerts.channels, now });
    return this.claim(editor ? due : due.filter(({ alert }) => alert.channels.length > 0), isQuietAt(settings, now), now);
  }

  /** Those of the due alerts that this process is to speak of now. `quiet`: it is a quiet hour. `now` in ms UTC. Throws where nothing can be remembered. */
  claim(due: readonly DueAlert[], quiet: boolean, now: number): Alert[] {
    return due.flatMap(({ alert, claim, lower }) => {
      if (!this.#claims.claim(claim, now)) return [];
      for (const one of lower) this.#claims.claim(one, now);
      this.#open.set(alert.id, { alert, claims: [claim, ...lower] });
      if (!quiet || alert.severity === 'critical') return [alert];
      this.#held.put(alert, now);
      this.#fulfil(alert.id);
      return [];
    });
  }

  /** What quiet hours held back, to be said now that they are over: of each budget and period the highest alone. What is snoozed waits on. */
  claimHeld(settings: Situation['settings'], now: number): Alert[] {
    if (isQuietAt(settings, now)) return [];
    const hushed = this.#hushes.all();
    // Not by Map.groupBy: the command line runs on Node 20 as well.
    const groups = new Map<string, Alert[]>();
    for (const { alert } of this.#held.all()) groups.set(aboutOf(alert), [...(groups.get(aboutOf(alert)) ?? []), alert]);
    return [...groups.values()].flatMap((group) => {
      const [alert, ...lower] = group.toSorted((a, b) => amountOf(b) - amountOf(a));
      if (!alert || isHushed(hushed, subjectKey(alert), now)) return [];
      const claim = claimOfHeld(alert.id);
      if (!this.#claims.claim(claim, now)) return [];
      for (const { id } of lower) this.#held.remove(id);
      this.#open.set(alert.id, { alert, claims: [claim] });
      return [alert];
    });
  }

  /** They were shown, and handed to their channels. Ids that another process claimed are passed over. `now` in ms UTC. */
  confirm(ids: readonly string[], now: number): void {
    for (const id of ids) {
      const open = this.#open.get(id);
      if (!open) continue;
      this.#fulfil(id);
      this.#fired.put(open.alert, now);
      this.#dropBelow(open.alert);
    }
  }

  /** Says nothing of a budget or kind of anomaly (see subjectKey) until then (ms UTC), or null: until it is taken back. */
  hush(key: string, until: number | null): void {
    this.#hushes.hush(key, until);
  }

  takeBack(key: string): void {
    this.#hushes.takeBack(key);
  }

  hushed(): ReadonlyMap<string, number | null> {
    return this.#hushes.all();
  }

  /** Those in force at `now` (ms UTC). */
  hushedAt(now: number): readonly { readonly budgetId: string; readonly until: number | null }[] {
    return [...this.#hushes.all()].filter(([, until]) => until === null || until > now).map(([budgetId, until]) => ({ budgetId, until }));
  }

  /** Newest first. */
  fired(): readonly KeptAlert[] {
    return this.#fired.all();
  }

  /** Forgets everything, for "delete my data". */
  clear(): void {
    for (const part of [this.#claims, this.#hushes, this.#fired, this.#held]) part.clear();
    this.#open.clear();
  }

  /** What waits and says no more than this one is old news. */
  #dropBelow(said: Alert): void {
    for (const { alert } of this.#held.all()) if (aboutOf(alert) === aboutOf(said) && amountOf(alert) <= amountOf(said)) this.#held.remove(alert.id);
  }

  #fulfil(alertId: string): void {
    for (const claim of this.#open.get(alertId)?.claims ?? []) this.#claims.fulfil(claim);
    this.#open.delete(alertId);
  }
}
