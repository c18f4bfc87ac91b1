import { NO_ALERTS } from './alerts';
import type { Settings } from './settings';

/**
 * The settings while made-up transcripts are shown: budgets are measured against them, but nothing is said of it, sent or stopped, no folder of the person's own
 * is read, and amounts are called what they are.
 */
export const sampleSettings = (settings: Settings): Settings => ({
  ...settings,
  counting: {
    ...settings.counting,
    extraRoots: [],
    statusFolders: [],
    alerts: NO_ALERTS,
    budgets: settings.counting.budgets.map((budget) => ({ ...budget, thresholds: [], channels: [], stop: false })),
  },
  payment: 'sample',
});
