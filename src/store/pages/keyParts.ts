/** A key of 64 bits as two numbers of 32, because a bigint costs memory each time it is touched. */
export class KeyParts {
  readonly #key = new BigInt64Array(1);
  readonly #halves = new DataView(this.#key.buffer);

  /** Sets `high` and `low`. */
  take(key: bigint): this {
    this.#halves.setBigInt64(0, key);
    return this;
  }

  get high(): number {
    return this.#halves.getInt32(0);
  }

  get low(): number {
    return this.#halves.getInt32(4);
  }
}
