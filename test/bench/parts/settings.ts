import { NO_ALERTS } from '../../../src/core/settings/alerts';
import { USUAL_HOOKS } from '../../../src/core/settings/hooks';
import type { EngineSettings } from '../../../src/protocol/api';

/** As of somebody who changed nothing. */
export const SETTINGS: EngineSettings = {
  extraRoots: [],
  timezone: 'UTC',
  firstDayOfWeek: 1,
  billingCycleDay: 1,
  budgets: [],
  statusFolders: [],
  priceOverrides: [],
  alerts: NO_ALERTS,
  hooks: USUAL_HOOKS,
};
