/** A key of its upper 32 bits, signed, and its lower 32 bits. */
export const keyOfHalves = (high: number, low: number): bigint => (BigInt(high) << 32n) | BigInt(low >>> 0);
