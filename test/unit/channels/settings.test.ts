import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHANNEL_KINDS } from '../../../src/core/channel/channel';
import { kindNamed } from '../../../src/core/channel/kinds';
import { PLACEHOLDERS } from '../../../src/core/channel/template';
import { idsAmong, readChannels } from '../../../src/core/settings/channels';
import { readManifest } from '../../support/manifest';

const read = (given: unknown) => readChannels('spendlight.channels', given);
const MAIL = { id: 'mail', kind: 'email', host: 'smtp.example.com', from: 'a@example.com', to: 'b@example.com' };
const SECRET = 'https://hooks.slack.com/services/T1/B2/kEyThat';

describe('the setting of channels', () => {
  it('is completed with what is not said', () => {
    const { value, problems } = read([
      { id: 'team', kind: 'slack' },
      { id: 'pd', kind: 'pagerduty', secretEnv: 'PD_KEY' },
      { id: 'hook', kind: 'webhook', url: 'https://example.com/x' },
      MAIL,
    ]);
    assert.deepEqual(problems, []);
    assert.deepEqual(value, [
      { id: 'team', kind: 'slack', enabled: true, secretEnv: '' },
      { id: 'pd', kind: 'pagerduty', enabled: true, secretEnv: 'PD_KEY', url: 'https://events.pagerduty.com/v2/enqueue', source: '' },
      { id: 'hook', kind: 'webhook', enabled: true, secretEnv: '', url: 'https://example.com/x', headers: {}, template: null },
      { ...MAIL, enabled: true, secretEnv: '', secure: false, port: 587, user: '', to: ['b@example.com'] },
    ]);
    assert.deepEqual(read(undefined), { value: [], problems: [] });
  });

  const FAULTS: readonly (readonly [what: string, given: unknown, place: string, says: RegExp])[] = [
    ['no object', 'x', '[0]', /no object/],
    ['no kind', { id: 'a' }, '[0].kind', /none of slack, pagerduty, webhook, email/],
    ['a strange id', { id: 'A b', kind: 'slack' }, '[0].id', /no id/],
    ['the id of the editor', { id: 'editor', kind: 'slack' }, '[0].id', /not "editor"/],
    ['no id', { kind: 'slack' }, '[0].id', /missing/],
    ['a field too many', { id: 'a', kind: 'slack', colour: 1 }, '[0].colour', /unknown; such a channel has id, kind, enabled, secretEnv/],
    ['a secret in the setting', { id: 'a', kind: 'slack', url: SECRET }, '[0].url', /no place for secrets/],
    ['a password in the setting', { ...MAIL, password: SECRET }, '[0].password', /no place for secrets/],
    [
      'a secret header',
      { id: 'a', kind: 'webhook', url: 'https://a.b', headers: { Authorization: SECRET } },
      '[0].headers',
      /write \{\{secret\}\} in Authorization/,
    ],
    ['a header that is not its own', { id: 'a', kind: 'webhook', url: 'https://a.b', headers: { Host: 'x' } }, '[0].headers', /may not set Host/],
    ['a header of two lines', { id: 'a', kind: 'webhook', url: 'https://a.b', headers: { X: 'a\r\nY: b' } }, '[0].headers', /letters in X/],
    ['plain http', { id: 'a', kind: 'webhook', url: 'http://example.com/x' }, '[0].url', /https:\/\//],
    ['a user in the address', { id: 'a', kind: 'webhook', url: 'https://u:p@example.com/x' }, '[0].url', /no plain/],
    ['the address of a cloud’s own service', { id: 'a', kind: 'webhook', url: 'https://169.254.169.254/x' }, '[0].url', /machines of a cloud/],
    ['a script’s address', { id: 'a', kind: 'pagerduty', url: 'file:///etc/passwd' }, '[0].url', /no plain/],
    ['a template of nothing', { id: 'a', kind: 'webhook', url: 'https://a.b', template: '{{title}' }, '[0].template', /neither an object/],
    ['an unknown placeholder', { id: 'a', kind: 'webhook', url: 'https://a.b', template: { a: ['{{titel}}'] } }, '[0].template', /\{\{titel\}\}/],
    ['two addresses in one', { ...MAIL, to: 'a@example.com, b@example.com' }, '[0].to', /neither an address/],
    ['an address with a header', { ...MAIL, from: 'a@example.com\r\nBcc: c@example.com' }, '[0].from', /no address/],
    ['a port that is none', { ...MAIL, port: 70_000 }, '[0].port', /no port/],
    ['yes in place of true', { ...MAIL, secure: 'yes' }, '[0].secure', /neither true nor false/],
    ['a lone variable', { ...MAIL, secretEnv: '$PASSWORD' }, '[0].secretEnv', /environment variable/],
  ];
  for (const [what, given, place, says] of FAULTS)
    it(`names ${what}, quotes nothing of it and keeps the others`, () => {
      const { value, problems } = read([given, { id: 'team', kind: 'slack' }]);
      assert.deepEqual(
        value.map(({ id }) => id),
        ['team'],
      );
      assert.equal(problems.length, 1);
      assert.equal(problems[0]?.setting, `spendlight.channels${place}`);
      assert.match(problems[0]?.message ?? '', says);
      assert.doesNotMatch(JSON.stringify(problems), /kEyThat|u:p|passwd/);
    });

  it('takes the first of two with one id, and no list for none', () => {
    assert.match(
      JSON.stringify(
        read([
          { id: 'a', kind: 'slack' },
          { id: 'a', kind: 'slack' },
        ]).problems,
      ),
      /channels\[1\]\.id.*earlier/,
    );
    assert.deepEqual(read({}).problems, [{ setting: 'spendlight.channels', message: 'is no list; there are no channels' }]);
  });

  it('names ids that no channel has', () => {
    assert.deepEqual(idsAmong(['team'])('spendlight.alerts.channels', ['editor', 'team', 'tema', 1]), {
      value: ['editor', 'team'],
      problems: [
        { setting: 'spendlight.alerts.channels[2]', message: '"tema" is not an id of spendlight.channels; it is left out' },
        { setting: 'spendlight.alerts.channels[3]', message: '1 is not an id of spendlight.channels; it is left out' },
      ],
    });
  });

  it('takes http for this machine alone', () => {
    for (const url of ['http://localhost:8080/x', 'http://127.0.0.1/', 'http://[::1]:9/x'])
      assert.deepEqual(read([{ id: 'a', kind: 'webhook', url }]).problems, []);
    for (const url of ['http://localhost.example.com', 'http://127.0.0.1.nip.io', 'http://127.0.0.1@example.com', 'http:\\\\127.0.0.1'])
      assert.equal(read([{ id: 'a', kind: 'webhook', url }]).problems.length, 1, url);
  });

  describe('in package.json', () => {
    interface Schema {
      readonly scope: string;
      readonly examples: readonly unknown[];
      readonly items: {
        readonly properties: Record<string, { readonly enum?: readonly string[]; readonly description?: string; readonly markdownDescription?: string }>;
        readonly defaultSnippets: readonly { readonly body: unknown }[];
      };
    }
    const manifest = readManifest() as {
      contributes: { configuration: readonly { properties: Record<string, Schema> }[] };
    };
    const schema = manifest.contributes.configuration.map(({ properties }) => properties['spendlight.channels']).find((found) => found !== undefined);

    it('belongs to the user alone', () => assert.equal(schema?.scope, 'application'));

    it('names every kind, every field of each, and explains them', () => {
      assert.ok(schema);
      assert.deepEqual(schema.items.properties['kind']?.enum, CHANNEL_KINDS);
      const fields = new Set(CHANNEL_KINDS.flatMap((kind) => Object.keys(entriesOf(kindNamed(kind).entry))));
      assert.deepEqual(Object.keys(schema.items.properties).sort(), [...fields].sort());
      for (const [name, { description, markdownDescription }] of Object.entries(schema.items.properties)) assert.ok(description ?? markdownDescription, name);
    });

    it('offers entries that are taken without a complaint, one of each kind at least', () => {
      assert.ok(schema);
      const bodies = schema.items.defaultSnippets.map(({ body }) => JSON.parse(JSON.stringify(body).replaceAll(/\$\{\d+:([^}]*)\}/g, '$1')) as unknown);
      for (const list of [...schema.examples, bodies]) assert.deepEqual(read(list).problems, []);
      assert.deepEqual([...new Set(read(bodies).value.map(({ kind }) => kind))].sort(), [...CHANNEL_KINDS].sort());
    });

    it('the README names every placeholder', () => {
      const readme = readFileSync(join(process.cwd(), 'README.md'), 'utf8');
      for (const name of PLACEHOLDERS) assert.ok(readme.includes(`{{${name}}}`), name);
    });
  });
});

/** The fields of a schema of valibot, also behind what is done with it afterwards. */
function entriesOf(schema: unknown): Record<string, unknown> {
  const { entries, pipe } = schema as { entries?: Record<string, unknown>; pipe?: readonly unknown[] };
  return entries ?? entriesOf(pipe?.[0]);
}
