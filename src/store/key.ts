import { keyHalves } from '../core/usage/key';
import { keyOfHalves } from './rows/halves';

/** The key of an identity as SQLite's signed integer; see core/usage/key.ts. */
export function keyOf(identity: string): bigint {
  const { high, low } = keyHalves(identity);
  return keyOfHalves(high, low);
}
