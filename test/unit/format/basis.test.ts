import { strict as assert } from 'node:assert';
import { basisWords, PAYMENTS } from '../../../src/core/format/basis';

describe('what is said of amounts', () => {
  it('calls them no bill on a subscription, and prices otherwise', () => {
    const words = PAYMENTS.map((payment) => basisWords({ money: 'show', payment }));
    assert.deepEqual(words, ['API-equivalent at list prices', 'API-equivalent value, not a bill', 'API-equivalent at list prices']);
  });

  it('says of what is made up that it is, whether or not there is money', () => {
    for (const money of ['show', 'hide'] as const) assert.equal(basisWords({ money, payment: 'sample' }), 'made-up sample data');
  });

  it('names no worth where money is hidden', () => {
    for (const payment of PAYMENTS) assert.equal(basisWords({ money: 'hide', payment }), 'money is hidden');
  });
});
