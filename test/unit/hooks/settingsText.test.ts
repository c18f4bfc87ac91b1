import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyEdits, modify, parse } from 'jsonc-parser';
import { hookEntries } from '../../../src/core/hooks/entries';
import { hasEntries, ownGroups, withHooks, withoutHooks } from '../../../src/core/hooks/settingsText';
import { settingsTexts, windows } from './jsoncTexts';

const OURS = hookEntries('/data/hooks/spendlight-hook.sh', '/data/hooks/state.json');
const NEWER = hookEntries('/other place/spendlight-hook.sh', '/data/hooks/state.json');

const valueOf = (text: string): Record<string, unknown> => parse(text, [], { allowTrailingComma: true }) as Record<string, unknown>;
const isValid = (text: string): void => {
  const errors: never[] = [];
  parse(text, errors, { allowTrailingComma: true });
  assert.deepEqual(errors, [], text);
};

/** What was there stays, in the same order, and ours is there. */
function assertHolds(text: string, before: string): void {
  isValid(text);
  assert.ok(hasEntries(text, OURS), text);
  const [then, now] = [valueOf(before) ?? {}, valueOf(text)];
  assert.deepEqual(Object.keys(now).slice(0, Object.keys(then).length), Object.keys(then));
  const hooks = now['hooks'] as Record<string, object[]>;
  const foreign = (then['hooks'] ?? {}) as Record<string, object[]>;
  for (const { event, group } of OURS) assert.deepEqual(hooks[event], [...(foreign[event] ?? []), group]);
  for (const [name, value] of Object.entries(then)) if (name !== 'hooks') assert.deepEqual(now[name], value);
}

describe('hooks in the settings of Claude Code', () => {
  const anyText = fc.tuple(settingsTexts, fc.boolean()).map(([{ text }, crlf]) => (crlf ? windows(text) : text));

  it('come in and go out again without a trace, whatever the text looks like', () => {
    fc.assert(
      fc.property(anyText, (before) => {
        const after = withHooks(before, OURS, before);
        assertHolds(after, before);
        assert.equal(withHooks(after, OURS, before), after, 'a second time changes something');
        assert.equal(withoutHooks(after, before), before);
      }),
      { numRuns: 300 },
    );
  });

  it('keep every byte of the others while they come in', () => {
    fc.assert(
      fc.property(anyText, (before) => {
        let at = 0;
        const after = withHooks(before, OURS, before);
        for (const byte of after) if (byte === before[at]) at += 1;
        assert.equal(at, before.length, 'something was taken out or turned round');
      }),
      { numRuns: 300 },
    );
  });

  it('are replaced by those of a newer version, and by nothing else', () => {
    fc.assert(
      fc.property(anyText, (before) => {
        const upgraded = withHooks(withHooks(before, OURS, before), NEWER, before);
        assert.equal(upgraded, withHooks(before, NEWER, before));
        assert.equal(withoutHooks(upgraded, before), before);
      }),
      { numRuns: 300 },
    );
  });

  it('go out of a text that was changed meanwhile, and the change stays', () => {
    fc.assert(
      fc.property(anyText, fc.constantFrom('env', 'zzz', 'model'), fc.boolean(), (before, name, known) => {
        const edit = (text: string): string => applyEdits(text, modify(text, [name], { by: 'somebody' }, {}));
        const without = withoutHooks(edit(withHooks(before, OURS, before)), known ? before : null);
        isValid(without);
        assert.deepEqual(ownGroups(without), []);
        const { hooks: left = {}, ...rest } = valueOf(without);
        const { hooks: wanted = {}, ...others } = valueOf(edit(before));
        assert.deepEqual(rest, others);
        const filled = (all: unknown): unknown =>
          Object.fromEntries(Object.entries(all as object).filter(([, list]) => !Array.isArray(list) || list.length > 0));
        assert.deepEqual(filled(left), filled(wanted));
      }),
      { numRuns: 300 },
    );
  });

  it('look as the text around them does', () => {
    const before = '{\n    // mine\n    "model": "opus", // the large one\n    "hooks": {\n        "Stop": []\n    }\n}\n';
    assert.equal(
      withHooks(before, OURS.slice(0, 1), before),
      [
        '{',
        '    // mine',
        '    "model": "opus", // the large one',
        '    "hooks": {',
        '        "Stop": [],',
        '        "UserPromptSubmit": [',
        '            {',
        '                "hooks": [',
        '                    {',
        '                        "type": "command",',
        '                        "command": "/data/hooks/spendlight-hook.sh",',
        '                        "args": [',
        '                            "prompt",',
        '                            "/data/hooks/state.json"',
        '                        ],',
        '                        "timeout": 5',
        '                    }',
        '                ]',
        '            }',
        '        ]',
        '    }',
        '}',
        '',
      ].join('\n'),
    );
    assert.match(withHooks('{"a":1}', OURS, null), /^\{"a":1,"hooks":\{"UserPromptSubmit":\[\{"hooks":\[/);
    assert.match(withHooks('{\n\t"a": 1 // last\n}', OURS, null), /^\{\n\t"a": 1, \/\/ last\n\t"hooks": \{\n\t\t"UserPromptSubmit": \[/);
  });

  it('make a text where there is none, and take it away again', () => {
    for (const before of ['', '\n', '// nothing yet\n', '// nothing yet']) {
      const after = withHooks(before, OURS, before);
      assertHolds(after, before);
      assert.equal(withoutHooks(after, before), before);
    }
  });

  it('leave in what somebody has put beside them', () => {
    const after = withHooks('{}', OURS, '{}').replace(
      '"hooks": [\n          {',
      '"hooks": [\n          { "type": "command", "command": "mine" },\n          {',
    );
    assert.match(after, /"mine"/);
    const without = withoutHooks(after, '{}');
    assert.deepEqual(valueOf(without), { hooks: { UserPromptSubmit: [{ hooks: [{ type: 'command', command: 'mine' }] }] } });
  });

  it('are known by the name of their script, not by a part of it', () => {
    const others = ['/x/spendlight-hook.sh.bak', '/x/my-spendlight-hook.sh', 'echo /x/spendlight-hook.shx'];
    const text = JSON.stringify({ hooks: { Stop: [{ hooks: others.map((command) => ({ type: 'command', command })) }] } });
    assert.equal(withoutHooks(text, null), text);
    const windowsOnes = hookEntries('C:\\Users\\ada\\hooks\\spendlight-hook.ps1', 'C:\\s.json');
    assert.equal(withoutHooks(withHooks('{}', windowsOnes, '{}'), '{}'), '{}');
    assert.equal(withHooks(withHooks('{}', windowsOnes, '{}'), OURS, '{}'), withHooks('{}', OURS, '{}'));
  });

  it('do not touch a text in which nobody can tell what to change', () => {
    const bad: readonly (readonly [string, RegExp])[] = [
      ['{ "a": 1,\n "b": }', /line 2/],
      ['[]', /not an object/],
      ['"text"', /not an object/],
      ['{ "hooks": [] }', /"hooks" is not an object/],
      ['{ "hooks": { "PreToolUse": {} } }', /"PreToolUse", which is not a list/],
      ['{ "hooks": {}, "hooks": {} }', /"hooks" twice/],
      ['{ "a": 1 } { "b": 2 }', /line 1/],
      ['{ "a": 1', /not valid JSON/],
    ];
    for (const [text, says] of bad) {
      assert.throws(() => withHooks(text, OURS, null), says, text);
      if (!text.includes('PreToolUse')) assert.throws(() => withoutHooks(text, null), says, text);
    }
  });
});
