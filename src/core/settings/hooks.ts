/** What the hard stop goes by beside the budgets themselves. */
export interface HookSettings {
  /** Stop everything when nobody has said for a while how the budgets stand, instead of letting everything pass. */
  readonly strict: boolean;
  /** Whether amounts stand in what Claude Code shows. */
  readonly money: 'show' | 'hide';
}

/** Without any setting. */
export const USUAL_HOOKS: HookSettings = { strict: false, money: 'show' };
