import { createInterface } from 'node:readline';
import { createLease } from '../../../src/store/lease';

const lease = createLease(process.argv[2]!, () => undefined, { stale: Number(process.argv[3]), heartbeat: 1_000 });

/** Takes and releases a lease as it is told. */
async function answer(words: string): Promise<string> {
  if (words === 'take') return String(await lease.take());
  if (words === 'release') await lease.release();
  return String(lease.held);
}

createInterface(process.stdin).on('line', (words) => void answer(words).then((said) => process.stdout.write(`${said}\n`)));
