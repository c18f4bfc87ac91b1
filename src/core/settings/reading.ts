/** What is wrong with a setting, said so that a person can mend it. */
export interface SettingProblem {
  /** Full name, 'spendlight.timeZone', with the place inside it where there is one: 'spendlight.budgets[2].limit'. */
  readonly setting: string;
  /** What was found and what holds instead. */
  readonly message: string;
}

/** A value that may be used, and what was wrong with the one that was given. */
export interface Reading<T> {
  readonly value: T;
  readonly problems: readonly SettingProblem[];
}

/** Turns what settings.json holds (anything) into a value that holds in any case. undefined means: not set. */
export type Reader<T> = (setting: string, given: unknown) => Reading<T>;

export const good = <T>(value: T): Reading<T> => ({ value, problems: [] });

const SHOWN = 60;

/** A given value as a message may quote it: JSON, cut at 60 characters. */
export const quoted = (given: unknown): string => {
  const text = JSON.stringify(given) ?? String(given);
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
};

export const bad = <T>(setting: string, given: unknown, expected: string, fallback: T): Reading<T> => ({
  value: fallback,
  problems: [{ setting, message: `${quoted(given)} is not ${expected}; using ${quoted(fallback)}` }],
});

/** One of a few texts. */
export const oneOf =
  <const T extends string>(allowed: readonly T[], fallback: NoInfer<T>): Reader<T> =>
  (setting, given) => {
    if (given === undefined) return good(fallback);
    const found = allowed.find((text) => text === given);
    return found === undefined ? bad(setting, given, `one of ${allowed.join(', ')}`, fallback) : good(found);
  };

/** A whole number between two bounds, both inclusive. */
export const wholeNumber =
  (from: number, to: number, fallback: number): Reader<number> =>
  (setting, given) => {
    if (given === undefined) return good(fallback);
    const fits = typeof given === 'number' && Number.isInteger(given) && given >= from && given <= to;
    return fits ? good(given) : bad(setting, given, `a whole number from ${from} to ${to}`, fallback);
  };

export const yesOrNo =
  (fallback: boolean): Reader<boolean> =>
  (setting, given) =>
    given === undefined ? good(fallback) : typeof given === 'boolean' ? good(given) : bad(setting, given, 'true or false', fallback);

/** A text of limited length, in characters. */
export const shortText =
  (longest: number, fallback: string): Reader<string> =>
  (setting, given) => {
    if (given === undefined) return good(fallback);
    const fits = typeof given === 'string' && given.length <= longest;
    return fits ? good(given) : bad(setting, given, `a text of at most ${longest} characters`, fallback);
  };

/** Reads every entry of a list by itself: a faulty one is named and left out, the others hold. */
export const listOf =
  <T>(entry: (setting: string, given: unknown) => Reading<T | null>): Reader<readonly T[]> =>
  (setting, given) => {
    if (given === undefined) return good([]);
    if (!Array.isArray(given)) return bad(setting, given, 'a list', []);
    const readings = given.map((item: unknown, index) => entry(`${setting}[${index}]`, item));
    return {
      value: readings.map((reading) => reading.value).filter((value) => value !== null),
      problems: readings.flatMap((reading) => reading.problems),
    };
  };

/** A list's entry that is left out. */
export const leftOut = (setting: string, given: unknown, expected: string): Reading<null> => ({
  value: null,
  problems: [{ setting, message: `${quoted(given)} is not ${expected}; it is left out` }],
});
