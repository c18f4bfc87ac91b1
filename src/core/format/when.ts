const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A length of time (ms) in its two largest units, rounded down: 2 d 3 h, 10 h 12 m, 12 m, 45 s. */
export const formatDuration = (ms: number): string => {
  const pair = (large: number, small: number, names: readonly [string, string]): string => {
    const most = Math.floor(ms / large);
    const rest = Math.floor((ms % large) / small);
    return rest > 0 ? `${most} ${names[0]} ${rest} ${names[1]}` : `${most} ${names[0]}`;
  };
  if (ms >= DAY) return pair(DAY, HOUR, ['d', 'h']);
  if (ms >= HOUR) return pair(HOUR, MINUTE, ['h', 'm']);
  if (ms >= MINUTE) return `${Math.floor(ms / MINUTE)} m`;
  return `${Math.max(0, Math.floor(ms / SECOND))} s`;
};

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** 'YYYY-MM-DD' as Nov 22. What is no such text stays as it is. */
export const formatDayShort = (day: string): string => {
  const [, month, date] = /^\d{4}-(\d{2})-(\d{2})$/.exec(day) ?? [];
  const name = MONTHS[Number(month) - 1];
  return name === undefined || date === undefined ? day : `${name} ${Number(date)}`;
};
