const FIRST_SLOTS = 32;

/** Numbers things by their keys, in the order in which they come: open addressing, because a Map wants an object for each key. */
export class KeyPlaces {
  /** Low and high half of each key, by number. */
  #halves = new Int32Array(FIRST_SLOTS);
  /** 1 more than the number of what is kept there, 0 for nothing. Never more than half full. */
  #slots = new Int32Array(FIRST_SLOTS);
  #count = 0;

  get count(): number {
    return this.#count;
  }

  /** The number of a key, or -1. The halves are signed. */
  find(high: number, low: number): number {
    const mask = this.#slots.length - 1;
    for (let slot = (high ^ low) & mask; ; slot = (slot + 1) & mask) {
      const number = this.#slots[slot]! - 1;
      if (number < 0 || (this.#halves[2 * number] === low && this.#halves[2 * number + 1] === high)) return number;
    }
  }

  /** Numbers a key that has none. */
  add(high: number, low: number): number {
    if (2 * (this.#count + 1) > this.#slots.length) this.#grow();
    const number = this.#count++;
    this.#halves[2 * number] = low;
    this.#halves[2 * number + 1] = high;
    this.#settle(number);
    return number;
  }

  /** Low and high half of each key, by number. */
  copy(): Int32Array<ArrayBuffer> {
    return this.#halves.slice(0, 2 * this.#count);
  }

  #settle(number: number): void {
    const mask = this.#slots.length - 1;
    let slot = (this.#halves[2 * number]! ^ this.#halves[2 * number + 1]!) & mask;
    while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
    this.#slots[slot] = number + 1;
  }

  #grow(): void {
    const halves = new Int32Array(2 * this.#halves.length);
    halves.set(this.#halves);
    this.#halves = halves;
    this.#slots = new Int32Array(2 * this.#slots.length);
    for (let number = 0; number < this.#count; number++) this.#settle(number);
  }
}
