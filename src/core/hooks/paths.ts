/** The list of installations that use a state file lies beside it; while it is there, somebody reads the state. */
export const installedPath = (state: string): string => `${state}.installed`;

/** Until when the person goes on all the same (ms UTC, in digits) lies beside it too. */
export const overridePath = (state: string): string => `${state}.override`;
