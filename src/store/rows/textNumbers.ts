import type { Texts } from '../texts';
import type { TextNumbers } from './packedTable';

/** The numbers that a list of texts has in one month, each looked up once. */
export class MonthTexts implements TextNumbers {
  readonly #texts: Texts;
  readonly #list: readonly string[];
  /** 0 is not looked up yet. */
  readonly #numbers: Int32Array;

  constructor(texts: Texts, list: readonly string[]) {
    this.#texts = texts;
    this.#list = list;
    this.#numbers = new Int32Array(list.length);
  }

  at(place: number): number {
    return this.#numbers[place] || this.#look(place);
  }

  #look(place: number): number {
    return (this.#numbers[place] = this.#texts.id(this.#list[place]!));
  }
}
