/** Writes a number with exactly so many fraction digits, grouped the reader's way. */
export type WriteNumber = (value: number, digits: number) => string;

/** English grouping, without Intl: 1,482.50. */
export const ENGLISH: WriteNumber = (value, digits) => {
  const [whole = '', fraction] = Math.abs(value).toFixed(digits).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  const text = fraction === undefined ? grouped : `${grouped}.${fraction}`;
  return value < 0 && /[1-9]/.test(text) ? `-${text}` : text;
};

/**
 * Numbers in the way of a locale (BCP 47). Keep the result: what it needs from Intl is made once per count of digits.
 * A locale that is unknown or malformed gets English.
 */
export const numberWriter = (locale: string): WriteNumber => {
  const made = new Map<number, Intl.NumberFormat>();
  let supported: boolean | undefined;
  const known = (): boolean => {
    try {
      return Intl.NumberFormat.supportedLocalesOf(locale).length > 0;
    } catch {
      return false;
    }
  };
  return (value, digits) => {
    // Asked late: the first question to Intl takes longer than an extension may take to be activated.
    if (!(supported ??= known())) return ENGLISH(value, digits);
    let format = made.get(digits);
    if (!format) {
      format = new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits });
      made.set(digits, format);
    }
    return format.format(value);
  };
};
