import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { METRICS, PERIODS, SEVERITIES } from '../../../src/core/budget/budget';
import { ENTRY_FIELDS } from '../../../src/core/budget/entry';
import { parseBudgets } from '../../../src/core/budget/parse';
import { isRecord } from '../../../src/core/record';
import { parseJsonc } from '../../../src/core/settings/jsonc';
import { STARTER_BUDGETS } from '../../../src/core/settings/newBudget';
import { readManifest } from '../../support/manifest';

interface Schema {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly enumDescriptions?: readonly string[];
  readonly description?: string;
  readonly default?: unknown;
  readonly required?: readonly string[];
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly additionalProperties?: boolean;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly examples?: readonly unknown[];
  readonly defaultSnippets?: readonly { readonly label: string; readonly body: unknown }[];
}

const manifest = readManifest() as {
  contributes: { configuration: readonly { properties: Record<string, Schema> }[] };
};
const setting = manifest.contributes.configuration.flatMap(({ properties }) => properties['spendlight.budgets'] ?? [])[0] as Schema;
const entry = setting.items as Schema;
const fields = entry.properties ?? {};
const [plainThreshold, wholeThreshold] = fields['thresholds']?.items?.anyOf ?? [];
const scopes = fields['scope']?.anyOf ?? [];

const read = (user: unknown) => parseBudgets({ user, home: '/home/me', channels: ['team'] });
const DAY = { id: 'd', period: 'day', limit: 10 };
const isTaken = (change: Readonly<Record<string, unknown>>): boolean => {
  const { budgets, problems } = read([{ ...DAY, ...change }]);
  return budgets.length === 1 && problems.length === 0;
};

/** What an editor makes of a snippet: the first choice or the text of each place; ^ before a place means that no quotes stay. */
const filledIn = (body: unknown): unknown => {
  if (Array.isArray(body)) return body.map(filledIn);
  if (isRecord(body)) return Object.fromEntries(Object.entries(body).map(([key, value]) => [key, filledIn(value)]));
  if (typeof body !== 'string') return body;
  const text = body.replace(/\$\{\d+\|([^,|]*)[^}]*\}/g, '$1').replace(/\$\{\d+:([^}]*)\}/g, '$1');
  return text.startsWith('^') ? Number(text.slice(1)) : text;
};

describe('the schema of budgets', () => {
  it('has the fields that are read, and asks for those that must be there', () => {
    assert.deepEqual(Object.keys(fields), ENTRY_FIELDS);
    const needed = ENTRY_FIELDS.filter(
      (field) => field in DAY && read([Object.fromEntries(Object.entries(DAY).filter(([key]) => key !== field))]).budgets.length === 0,
    );
    assert.deepEqual(entry.required?.toSorted(), needed.toSorted());
  });

  it('has the words that are read, and explains each', () => {
    assert.deepEqual(fields['period']?.enum, PERIODS);
    assert.deepEqual(fields['metric']?.enum, METRICS);
    assert.deepEqual(wholeThreshold?.properties?.['severity']?.enum, SEVERITIES);
    for (const [field, { enum: words = [], enumDescriptions = [], description }] of [
      ...Object.entries(fields),
      ...Object.entries(wholeThreshold?.properties ?? {}),
      ...Object.entries(scopes[1]?.properties ?? {}),
    ]) {
      assert.equal(enumDescriptions.length, words.length, field);
      assert.match(description ?? '', /\.$/, field);
    }
  });

  it('allows no word that is refused', () => {
    for (const [field, { enum: words = [] }] of Object.entries(fields)) for (const word of words) assert.ok(isTaken({ [field]: word }), `${field} ${word}`);
  });

  it('has the defaults that hold', () => {
    const defaults = Object.fromEntries(Object.entries(fields).flatMap(([field, { default: held }]) => (held === undefined ? [] : [[field, held]])));
    assert.deepEqual(read([{ ...DAY, ...defaults }]), read([DAY]));
    assert.deepEqual(Object.keys(defaults), ['enabled', 'metric', 'thresholds', 'scope', 'basis', 'channels', 'stop']);
  });

  it('has the bounds that are read', () => {
    const texts = (field: string, make: (text: string) => unknown): void => {
      const most = fields[field]?.maxLength ?? fields[field]?.items?.maxLength ?? 0;
      assert.deepEqual([isTaken({ [field]: make('x'.repeat(most)) }), isTaken({ [field]: make('x'.repeat(most + 1)) })], [true, false], field);
    };
    texts('id', (text) => text);
    texts('name', (text) => text);
    const most = fields['limit']?.maximum ?? 0;
    assert.ok(
      isTaken({ metric: 'tokens', limit: most }) && !isTaken({ metric: 'tokens', limit: most + 1 }) && !isTaken({ limit: fields['limit']?.exclusiveMinimum }),
    );
    for (const threshold of [plainThreshold, wholeThreshold?.properties?.['percent']]) {
      const percent = threshold?.maximum ?? 0;
      assert.ok(isTaken({ thresholds: [percent] }) && !isTaken({ thresholds: [percent + 1] }) && !isTaken({ thresholds: [threshold?.exclusiveMinimum] }));
    }
    const many = (field: string, item: (index: number) => unknown): void => {
      const size = fields[field]?.maxItems ?? 0;
      assert.ok(isTaken({ [field]: Array.from({ length: size }, (_, index) => item(index)) }), field);
      assert.ok(!isTaken({ [field]: Array.from({ length: size + 1 }, (_, index) => item(index)) }), field);
    };
    many('thresholds', (index) => index + 1);
    many('channels', () => 'team');
  });

  it('has the parts of thresholds and scopes that are read, and no others', () => {
    assert.deepEqual(Object.keys(wholeThreshold?.properties ?? {}), ['percent', 'severity', 'forecast']);
    assert.ok(isTaken({ thresholds: [{ percent: 90, severity: 'critical', forecast: true }] }) && !isTaken({ thresholds: [{ percent: 90, odd: 1 }] }));
    assert.deepEqual(Object.keys(scopes[1]?.properties ?? {}), ['project', 'model']);
    assert.ok(isTaken({ scope: { project: '/a', model: 'opus' } }) && !isTaken({ scope: { odd: 1 } }) && !isTaken({ scope: {} }));
    for (const strict of [entry, wholeThreshold, scopes[1]]) assert.equal(strict?.additionalProperties, false);
  });

  it('offers examples and snippets that count without a complaint', () => {
    const lists = [
      ...(setting.examples ?? []),
      ...(setting.defaultSnippets ?? []).map(({ body }) => body),
      ...(entry.defaultSnippets ?? []).map(({ body }) => [filledIn(body)]),
      ...(fields['thresholds']?.examples ?? []).map((thresholds) => [{ ...DAY, thresholds }]),
      ...(fields['thresholds']?.items?.defaultSnippets ?? []).map(({ body }) => [{ ...DAY, thresholds: [filledIn(body)] }]),
      ...(fields['scope']?.examples ?? []).map((scope) => [{ ...DAY, scope }]),
      ...((scopes[1] as { defaultSnippets?: readonly { body: unknown }[] } | undefined)?.defaultSnippets?.map(({ body }) => [
        { ...DAY, scope: filledIn(body) },
      ]) ?? []),
      ...(scopes[1]?.properties?.['model']?.examples ?? []).map((model) => [{ ...DAY, scope: { model } }]),
    ];
    assert.ok(lists.length >= 30, String(lists.length));
    for (const list of lists) {
      const { budgets, problems } = read(list);
      assert.deepEqual(problems, [], JSON.stringify(list));
      assert.equal(budgets.length, (list as unknown[]).length, JSON.stringify(list));
    }
  });

  it('offers the starter budgets as the commands set them', () => {
    assert.deepEqual(setting.defaultSnippets?.[0]?.body, STARTER_BUDGETS);
  });
});

describe('the README on budgets', () => {
  it('shows settings that count without a complaint', () => {
    const readme = readFileSync('README.md', 'utf8');
    const lists = [...readme.matchAll(/```jsonc\n([\s\S]*?)```/g)]
      .map(([, text = '']) => parseJsonc(`{${text}}`))
      .flatMap((value) => {
        const list = isRecord(value) ? value['spendlight.budgets'] : undefined;
        return list === undefined ? [] : [list];
      });
    assert.ok(lists.length >= 2);
    for (const list of lists) assert.deepEqual(parseBudgets({ user: list, home: '/home/me' }).problems, []);
  });

  it('explains every field that is more than a word', () => {
    const readme = readFileSync('README.md', 'utf8');
    for (const field of ENTRY_FIELDS.filter((name) => name !== 'basis')) assert.ok(readme.includes(`\`${field}\``), field);
  });
});
