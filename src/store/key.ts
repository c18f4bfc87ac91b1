import { hash } from 'node:crypto';

/**
 * The 8 bytes by which a fact is known for ever: the head of the SHA-1 of its identity, as SQLite's signed integer.
 * With ten million facts the chance of any two meeting is below one in a hundred thousand.
 */
export const keyOf = (identity: string): bigint => Buffer.from(hash('sha1', identity, 'binary').slice(0, 8), 'binary').readBigInt64BE(0);
