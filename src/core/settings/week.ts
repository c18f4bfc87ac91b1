/** Days of the week as settings.json has them; the index is the number used inside (0 Sunday to 6 Saturday). */
export const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;

export const FIRST_DAYS = ['locale', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
export type FirstDay = (typeof FIRST_DAYS)[number];

/** 0 Sunday to 6 Saturday; `ofLocale` is the locale's own, in the same numbers. */
export const firstDayNumber = (chosen: FirstDay, ofLocale: number): number => (chosen === 'locale' ? ofLocale : WEEKDAYS.indexOf(chosen));
