import { createInterface } from 'node:readline';
import { AlertClaims } from '../../../src/store/alertClaims';

const claims = new AlertClaims(process.argv[2]!);

// Each line has ids; the answer names those that this process may speak of.
createInterface(process.stdin).on('line', (ids) => {
  const mine = ids.split(' ').filter((id) => claims.claim({ id, series: id, reached: 1, amount: 1 }, 1));
  process.stdout.write(`${mine.join(' ')}\n`);
});
