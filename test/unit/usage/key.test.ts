import assert from 'node:assert/strict';
import fc from 'fast-check';
import { keyHalves } from '../../../src/core/usage/key';
import { KeyPlaces } from '../../../src/core/usage/keyPlaces';
import { keyOf } from '../../../src/store/key';

const hex = (text: string): string => BigInt.asUintN(64, keyOf(text)).toString(16).padStart(16, '0');

describe('keys of identities', () => {
  it('are the head of MurmurHash3, as others compute it', () => {
    assert.equal(hex('The quick brown fox jumps over the lazy dog'), '2f1583c3ecee2c67');
    assert.equal(hex("I will not buy this tobacconist's, it is scratched."), '9b5b7ba2ef3f7866');
    assert.equal(hex(''), '0000000000000000');
  });

  it('differ where identities differ in little, and spread over all bits', () => {
    const names = Array.from({ length: 5_000 }, (_, i) => [
      `r:m:msg_${i}`,
      `t:toolu_${i}`,
      `m:prompt:${i}-${i}`,
      `r:p:-p/s.jsonl\n${i}`,
      'x'.repeat(i % 97) + i,
    ]).flat();
    const keys = names.map((name) => keyOf(name));
    assert.equal(new Set(keys).size, new Set(names).size);
    for (const halves of [names.map((name) => keyHalves(name).high), names.map((name) => keyHalves(name).low)]) {
      const shares = Array.from({ length: 32 }, (_, bit) => halves.reduce((sum, half) => sum + ((half >>> bit) & 1), 0) / names.length);
      assert.ok(shares.every((share) => share > 0.48 && share < 0.52));
    }
    // Of so many halves hardly one pair meets by chance.
    assert.ok(new Set(keys.map((key) => key & 0xffffffffn)).size > new Set(names).size - 3);
  });

  it('are numbered in the order in which they come', () => {
    const half = fc.oneof(fc.integer(), fc.integer({ min: -2, max: 2 }));
    fc.assert(
      fc.property(fc.array(fc.tuple(half, half), { maxLength: 300 }), (all) => {
        const places = new KeyPlaces();
        const known = new Map<string, number>();
        for (const [high, low] of all) {
          const name = `${high} ${low}`;
          assert.equal(places.find(high, low), known.get(name) ?? -1);
          if (known.has(name)) continue;
          known.set(name, known.size);
          assert.equal(places.add(high, low), known.get(name));
        }
        assert.deepEqual(
          [...places.copy()],
          [...known.keys()].flatMap((name) => name.split(' ').map(Number).reverse()),
        );
        assert.equal(places.count, known.size);
      }),
    );
  });
});
