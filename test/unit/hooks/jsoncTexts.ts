import fc from 'fast-check';

/** A JSON text as somebody may have written it: comments, commas at the end, odd white space; no comment swallows what follows. */
export interface Written {
  readonly value: unknown;
  readonly text: string;
}

const key = fc.oneof(fc.constantFrom('model', 'env', 'permissions', 'a"b', 'ü', ''), fc.string({ maxLength: 6 }));
const gap = fc.constantFrom(
  '',
  '',
  '',
  ' ',
  '\n',
  '\n  ',
  '\t',
  '\n\n    ',
  ' /* c */ ',
  '/*x*/',
  ' // note\n',
  '\n// "hooks": {\n  ',
  '\n  /* two\n lines, "hooks" */\n',
);
const tail = fc.constantFrom('', '', ',');

const leaf: fc.Arbitrary<Written> = fc
  .oneof(fc.string({ maxLength: 8 }), fc.integer(), fc.boolean(), fc.constant(null), fc.constantFrom('// no comment', '/* nor this */', '","'))
  .map((value) => ({ value, text: JSON.stringify(value) }));

const written = (parts: readonly string[], gaps: readonly string[], trailing: string, [open, close]: readonly [string, string]): string => {
  const at = (index: number): string => gaps[index % gaps.length] ?? '';
  const body = parts.map((part, index) => `${at(3 * index)}${part}${at(3 * index + 1)}`).join(',');
  return `${open}${body}${parts.length > 0 ? trailing : ''}${at(2)}${close}`;
};

const gaps = fc.array(gap, { minLength: 3, maxLength: 9 });

/** An object of the given members and foreign ones around them; names stand once. */
export const objectOf = (members: readonly (readonly [string, fc.Arbitrary<Written>])[]): fc.Arbitrary<Written> =>
  fc
    .tuple(
      fc.array(fc.tuple(key, foreign), { maxLength: 4 }),
      fc.tuple(...members.map(([name, one]) => one.map((value) => [name, value] as const))),
      gaps,
      tail,
      fc.nat(),
    )
    .map(([others, own, between, trailing, turn]) => {
      const taken = new Set(members.map(([name]) => name));
      const free = others.filter(([name]) => !taken.has(name) && name !== '__proto__' && Boolean(taken.add(name)));
      const all = [...free.slice(0, turn % (free.length + 1)), ...own, ...free.slice(turn % (free.length + 1))];
      const parts = all.map(
        ([name, { text }], index) => `${JSON.stringify(name)}${between[index % between.length]}:${between[(index + 1) % between.length]}${text}`,
      );
      return { value: Object.fromEntries(all.map(([name, { value }]) => [name, value])), text: written(parts, between, trailing, ['{', '}']) };
    });

export const listOf = (element: fc.Arbitrary<Written>): fc.Arbitrary<Written> =>
  fc.tuple(fc.array(element, { maxLength: 3 }), gaps, tail).map(([all, between, trailing]) => ({
    value: all.map(({ value }) => value),
    text: written(
      all.map(({ text }) => text),
      between,
      trailing,
      ['[', ']'],
    ),
  }));

const { foreign } = fc.letrec<{ foreign: Written; list: Written; object: Written }>((tie) => ({
  foreign: fc.oneof({ depthSize: 'small', maxDepth: 2 }, leaf, tie('list'), tie('object')),
  list: listOf(tie('foreign')),
  object: fc.tuple(fc.array(fc.tuple(key, tie('foreign')), { maxLength: 3 }), gaps, tail).map(([all, between, trailing]) => {
    const once = new Map(all.filter(([name]) => name !== '__proto__'));
    const parts = [...once].map(([name, { text }]) => `${JSON.stringify(name)}:${text}`);
    return { value: Object.fromEntries([...once].map(([name, { value }]) => [name, value])), text: written(parts, between, trailing, ['{', '}']) };
  }),
}));

const foreignHandler: fc.Arbitrary<Written> = fc
  .constantFrom(
    { type: 'command', command: 'echo "{}"' },
    { type: 'command', command: '/opt/guard.sh', args: ['prompt'] },
    { type: 'http', url: 'http://127.0.0.1:1' },
  )
  .map((value) => ({ value, text: JSON.stringify(value, null, 1) }));
const foreignGroup = objectOf([['hooks', listOf(foreignHandler)]]);

/** Settings of Claude Code with any mixture of hooks: none, empty ones, foreign ones. */
export const settingsTexts: fc.Arbitrary<Written> = fc.oneof(
  objectOf([]),
  objectOf([['hooks', objectOf([])]]),
  objectOf([['hooks', objectOf([['PreToolUse', listOf(foreignGroup)]])]]),
  objectOf([
    [
      'hooks',
      objectOf([
        ['UserPromptSubmit', listOf(foreignGroup)],
        ['PreToolUse', listOf(foreignGroup)],
        ['Stop', listOf(foreignGroup)],
      ]),
    ],
  ]),
);

/** The same text as Windows writes it. */
export const windows = (text: string): string => text.replaceAll('\n', '\r\n');
