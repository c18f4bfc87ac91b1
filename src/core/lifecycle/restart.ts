const DELAYS = [250, 2_000, 8_000, 30_000];
const MEMORY = 10 * 60_000;

/**
 * How long to wait before something that died is started again, in ms: longer with every death of the last ten minutes;
 * null when it died too often to be worth another try.
 * @param deaths ms UTC of each death, the newest among them
 * @param now ms UTC
 */
export function restartDelay(deaths: readonly number[], now: number): number | null {
  const recent = deaths.filter((at) => now - at < MEMORY).length;
  return DELAYS[Math.max(recent, 1) - 1] ?? null;
}
