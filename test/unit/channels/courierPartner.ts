import { createInterface } from 'node:readline';
import process from 'node:process';
import { Courier } from '../../../src/channels/courier';
import { Outbox } from '../../../src/channels/outbox';
import { sender } from '../../../src/channels/sender';
import { readChannels } from '../../../src/core/settings/channels';

const [folder = '', entries = '[]', secret = ''] = process.argv.slice(2);
const never = new AbortController().signal;
const send = sender(() => Promise.resolve(secret), {
  answer: 10_000,
  now: Date.now,
  loadMail: () => {
    throw new Error('no mail here');
  },
});
const courier = new Courier(new Outbox(folder), {
  channels: () => readChannels('spendlight.channels', JSON.parse(entries)).value,
  send: (channel, notice) => send(channel, notice, never),
  now: Date.now,
  firstPause: 1,
});

// Each line is one run over the outbox; the answer says what came of it.
createInterface(process.stdin).on('line', () => {
  void courier.run(never).then((delivered) => process.stdout.write(`${delivered.map(({ outcome }) => outcome.kind).join(' ')}\n`));
});
