import { ENGLISH, type WriteNumber } from './number';

const NANO_PER_CENT = 10_000_000;
const NANO_PER_USD = 1_000_000_000n;

/**
 * An amount for people, from integer nano-USD: $4.21; $1,482 from a thousand dollars on; <$0.01 where there is something, but less than half a cent.
 * The dollar sign stands first in every locale, as in the providers' price lists.
 */
export const formatUsd = (nanoUsd: number, write: WriteNumber = ENGLISH): string => {
  const cents = Math.round(Math.abs(nanoUsd) / NANO_PER_CENT);
  const sign = nanoUsd < 0 ? '-' : '';
  if (cents === 0 && nanoUsd !== 0) return `${sign}<$${write(0.01, 2)}`;
  return cents < 100_000 ? `${sign}$${write(cents / 100, 2)}` : `${sign}$${write(cents / 100, 0)}`;
};

/** The same amount to the last nano-USD, as a plain decimal number with nine decimals and no sign of currency: 4.210000000. */
export const formatUsdExact = (nanoUsd: number): string => {
  const nano = BigInt(Math.round(nanoUsd));
  const size = nano < 0n ? -nano : nano;
  return `${nano < 0n ? '-' : ''}${size / NANO_PER_USD}.${String(size % NANO_PER_USD).padStart(9, '0')}`;
};

/** USD as a number for JSON, from integer nano-USD: prints with nine decimals at most. */
export const usdNumber = (nanoUsd: number): number => Number(formatUsdExact(nanoUsd));
