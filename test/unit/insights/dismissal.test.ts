import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dismissalOf, isDismissed } from '../../../src/core/insights/dismissal';
import { ENGLISH } from '../../../src/core/format/number';
import { findInsights } from '../../../src/core/insights/find';
import type { Insight } from '../../../src/core/insights/insight';
import { RULES } from '../../../src/core/insights/rules';
import { insightFactTexts, insightMoneyText } from '../../../src/core/insights/words';
import { Dismissals } from '../../../src/store/dismissals';
import { useFolder } from '../sources/transcripts';
import { APP, facts } from './facts';

const IN_ENGLISH = { money: 'show', write: ENGLISH } as const;
const [INSIGHT] = findInsights(RULES, facts({ errorLoops: [{ project: APP, tool: 'Bash', sessionId: 's', errors: 4, nanoUsd: 4e9 }] })) as [Insight];

describe('an insight that was put away', () => {
  const dismissal = dismissalOf(INSIGHT, 1_000);
  const grown = (factor: number, more: Partial<Insight> = {}): Insight => ({ ...INSIGHT, nanoUsd: INSIGHT.nanoUsd * factor, ...more });

  it('stays away until it has grown by half', () => {
    assert.equal(INSIGHT.nanoUsd, 3e9);
    assert.ok(isDismissed(grown(1.49), dismissal));
    assert.ok(!isDismissed(grown(1.5), dismissal));
    assert.ok(isDismissed(grown(0.1), dismissal));
    assert.ok(!isDismissed(INSIGHT, undefined));
  });

  it('does not come back because more days are looked at', () => {
    const longer = { since: '2026-10-02' };
    assert.ok(isDismissed(grown(2.9, longer), dismissal));
    assert.ok(!isDismissed(grown(3, longer), dismissal));
    assert.ok(!isDismissed(grown(1.5, { since: '2026-11-30' }), dismissal), 'in fewer days it has grown the more');
  });
});

describe('what is kept of it', () => {
  const folder = useFolder();

  it('is the same for every window, until it is taken back', () => {
    const here = new Dismissals(join(folder.path, 'insights'));
    const there = new Dismissals(join(folder.path, 'insights'));
    assert.equal(here.all().size, 0);
    const odd = { ...dismissalOf(INSIGHT, 1_000), id: 'cacheHit:/a/../b\n"\u{1F600}' };
    here.put(odd);
    here.put(dismissalOf(INSIGHT, 1_000));
    there.put({ ...odd, nanoUsd: 7 });
    assert.deepEqual(here.all().get(odd.id), { ...odd, nanoUsd: 7 });
    there.takeBack(odd.id);
    assert.deepEqual([...here.all().keys()], [INSIGHT.id]);
    here.clear();
    assert.equal(there.all().size, 0);
  });

  it('is nothing where a file cannot be read', () => {
    mkdirSync(join(folder.path, 'insights'));
    for (const [name, text] of [
      ['a.json', '{'],
      ['b.json', '[]'],
      ['c.json', '{"id":"x","nanoUsd":"1","days":1,"at":1}'],
      ['d.json', ''],
    ] as const)
      writeFileSync(join(folder.path, 'insights', name), text);
    assert.equal(new Dismissals(join(folder.path, 'insights')).all().size, 0);
  });
});

describe('an insight in words', () => {
  it('has its money with what it is between', () => {
    assert.equal(insightMoneyText({ nanoUsd: 4.2e9, between: [2.1e9, 6.3e9] }, IN_ENGLISH), 'about $4.20 ($2.10 to $6.30)');
    assert.equal(insightMoneyText({ nanoUsd: 4.2e9, between: null }, IN_ENGLISH), '$4.20');
    assert.equal(insightMoneyText({ nanoUsd: 4.2e9, between: [0, 8.4e9] }, IN_ENGLISH), 'up to $8.40');
  });

  it('shows no money where that is hidden', () => {
    const hidden = { ...IN_ENGLISH, money: 'hide' } as const;
    assert.equal(insightMoneyText(INSIGHT, hidden), null);
    const texts = insightFactTexts(INSIGHT.evidence, hidden);
    assert.deepEqual(
      texts.map(({ label }) => label),
      ['Tool', 'Rows of failures', 'Longest row', 'Failed calls'],
    );
    assert.doesNotMatch(JSON.stringify(texts), /\$/);
  });
});
