import { KeyParts } from './pages/keyParts';

/**
 * Which month file holds a key: open addressing over typed arrays, 10 bytes a slot, because a Map of bigint would take
 * six times the memory for years of history. A key that is here but not in the file is harmless (the reader finds no row
 * and inserts one), so entries are never removed.
 */
export class KeyIndex {
  readonly #parts = new KeyParts();
  #slots = 1 << 14;
  #high = new Int32Array(this.#slots);
  #low = new Int32Array(this.#slots);
  /** 0: empty; otherwise the month's number plus one. */
  #month = new Uint16Array(this.#slots);
  #count = 0;
  readonly #months: string[] = [];
  readonly #numbers = new Map<string, number>();

  get size(): number {
    return this.#count;
  }

  /** The month, 'YYYY-MM', or undefined for a key never seen. */
  get(key: bigint): string | undefined {
    const { high, low } = this.#parts.take(key);
    return this.at(high, low);
  }

  /** As `get`, by the halves of the key. */
  at(high: number, low: number): string | undefined {
    const slot = this.#slotOf(high, low);
    const month = this.#month[slot];
    return month ? this.#months[month - 1] : undefined;
  }

  set(key: bigint, month: string): void {
    const { high, low } = this.#parts.take(key);
    this.put(high, low, month);
  }

  /** As `set`, by the halves of the key. */
  put(high: number, low: number, month: string): void {
    if (this.#count * 3 >= this.#slots * 2) this.#grow();
    let number = this.#numbers.get(month);
    if (number === undefined) {
      number = this.#months.push(month);
      this.#numbers.set(month, number);
    }
    this.#put(high, low, number);
  }

  #put(high: number, low: number, month: number): void {
    const slot = this.#slotOf(high, low);
    if (this.#month[slot] === 0) this.#count++;
    this.#high[slot] = high;
    this.#low[slot] = low;
    this.#month[slot] = month;
  }

  /** Keys are hashes already, so their low bits spread well. */
  #slotOf(high: number, low: number): number {
    const mask = this.#slots - 1;
    let slot = (low ^ (high << 7)) & mask;
    while (this.#month[slot] !== 0 && (this.#low[slot] !== low || this.#high[slot] !== high)) slot = (slot + 1) & mask;
    return slot;
  }

  #grow(): void {
    const [high, low, month] = [this.#high, this.#low, this.#month];
    this.#slots *= 2;
    this.#high = new Int32Array(this.#slots);
    this.#low = new Int32Array(this.#slots);
    this.#month = new Uint16Array(this.#slots);
    this.#count = 0;
    for (let i = 0; i < month.length; i++) if (month[i]) this.#put(high[i]!, low[i]!, month[i]!);
  }
}
