import type { Budget } from '../budget/budget';
import type { Channel } from '../channel/channel';
import type { PaymentShown } from '../format/basis';
import type { PriceOverride } from '../pricing/override';
import type { AlertSettings } from './alerts';
import type { HookSettings } from './hooks';
import type { SettingProblem } from './reading';

/** The part of the settings that figures depend on: what the engine and the command line count by. */
export interface CountingSettings {
  /** Folders named `projects` beside the default ones. */
  readonly extraRoots: readonly string[];
  /** IANA zone; days, weeks and months are counted in it. */
  readonly timezone: string;
  /** 0 Sunday to 6 Saturday. */
  readonly firstDayOfWeek: number;
  /** 1 to 28: the day of the month on which "month" begins. */
  readonly billingCycleDay: number;
  readonly budgets: readonly Budget[];
  /** Working directories that the status bar covers; empty means all. */
  readonly statusFolders: readonly string[];
  readonly priceOverrides: readonly PriceOverride[];
  readonly alerts: AlertSettings;
  readonly hooks: HookSettings;
}

export interface StatusBarSettings {
  readonly alignment: 'left' | 'right';
  readonly priority: number;
  /** '' for the built-in text. */
  readonly template: string;
}

/** All settings, checked and completed. */
export interface Settings {
  readonly counting: CountingSettings;
  readonly statusBar: StatusBarSettings;
  readonly money: 'show' | 'hide';
  /** Chooses the words beside amounts. */
  readonly payment: PaymentShown;
  readonly notifications: boolean;
  /** Of the user's own settings alone. */
  readonly channels: readonly Channel[];
}

/** What settings.json says, unchecked. undefined where nothing is set. */
export interface GivenSettings {
  /** The value in force, by the name after `spendlight.`; of everything but budgets. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly userBudgets: unknown;
  /** One for the workspace, or one for each of its folders that has any; with the folders that it covers. */
  readonly workspaceBudgets: readonly { readonly given: unknown; readonly folders: readonly string[] }[];
}

/** What settings are read against. */
export interface Surroundings {
  readonly home: string;
  /** IANA name of the machine's zone. */
  readonly timezone: string;
  /** Of the machine's locale, 0 Sunday to 6 Saturday. */
  readonly firstDayOfWeek: number;
  /** Working directories open in this window. */
  readonly folders: readonly string[];
  /** The workspace is trusted, so that its budgets count. */
  readonly trusted: boolean;
}

export interface SettingsReading {
  readonly settings: Settings;
  readonly problems: readonly SettingProblem[];
}
