interface WeekRules {
  /** 1 Monday to 7 Sunday. */
  readonly firstDay: number;
}

/** Node 22 has the method, Node 20 the property; TypeScript knows neither. */
type LocaleWithWeek = Intl.Locale & { getWeekInfo?(): WeekRules; readonly weekInfo?: WeekRules };

/** The first day of the week where a locale (BCP 47) is at home, 0 Sunday to 6 Saturday; Monday where nothing is known. */
export function localeFirstDay(locale: string): number {
  const known = new Intl.Locale(locale).maximize() as LocaleWithWeek;
  const rules = known.getWeekInfo?.() ?? known.weekInfo;
  return (rules?.firstDay ?? 1) % 7;
}
