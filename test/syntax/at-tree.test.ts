import assert from 'node:assert/strict';
import { span } from '../../server/base/span.ts';
import { placeAt, type Place } from '../../server/syntax/at.ts';
import { parseRecord } from '../../server/syntax/parse.ts';
import type { Problem } from '../../server/syntax/problem.ts';
import { record } from '../fixture.ts';
import { randomFrom } from '../mutations/scene.ts';
import { recordsBelow } from '../positions.ts';
import { shared } from '../shared.ts';

/** With any problem the words around the cursor are read anew. */
const unsound: Problem = { kind: 'syntax', span: span(0, 0), reason: { zh: '', en: '' } };

/** What a person may have just typed: words, quotes and punctuation, also those of an input method, an emoji of two code units, and what YAML knows. */
const typed = ['', '碳', 'cat', 'é', '😀', ' ', '\u3000', '\'', '"', '\'\'', '\'s', '’', ',', '，', '：', ':', ': ', '[', '}', '# x', '&a ', '- ', '|'];

describe('the word that the tree of a sound text tells', function () {
  this.timeout(600_000);

  it('is the one that is read from the text, at random places of ../shared/corpus, and in the middle of typing', function () {
    const random = randomFrom(20261128);
    const wrong: string[] = [];
    const told = { json: 0, flow: 0, block: 0 };
    const compare = (before: string, after: string) => {
      const made = parseRecord('file:///library/zh/a.md', before + after);
      if (!made || made.problems.length > 0) return;
      const place = placeAt(made, before.length);
      if (place && place.token.end > place.token.start) told[made.style]++;
      if (!isSame(place, placeAt({ ...made, problems: [unsound] }, before.length))) wrong.push(`${made.style}: ${before.slice(-60)}▮${after.slice(0, 60)}`);
    };
    for (const { text, fences: { inner } } of recordsBelow(shared(this, 'corpus'))) {
      const at = inner.start + random.below(inner.end - inner.start + 1);
      const eol = random.of(['\n', '\r\n']);
      const [before = '', after = ''] = [text.slice(0, at), text.slice(at)].map(each => each.replace(/\r?\n/g, eol));
      compare(before, after);
      compare(`\ufeff${before}`, after);
      compare(before + random.of(typed), after);
      compare(before, after.replace(/^[^'",\r\n{}[\]]*/, ''));
      compare(before.slice(0, before.length - random.below(5)) + random.of(typed), after);
    }
    assert.deepEqual(wrong.slice(0, 5), []);
    assert.ok(Object.values(told).every(count => count > 300), JSON.stringify(told));
  });

  it('is known in sound text however its lines are indented', () => {
    const text = '---\n{\n  \'id\': \'a\',\n  \'evolution\':\n    {\n      \'clusters\': [],\n  \'supersedes\': [\n    \'b\',\n      \'c\',\n    ] },\n}\n---\n';
    for (const [word, path] of [['c', 'evolution supersedes 1'], ['b', 'evolution supersedes 0']] as const) {
      assert.equal(placeAt(record(text), text.indexOf(`'${word}'`) + 1)?.path.join(' '), path);
    }
  });
});

const isSame = (a: Place | undefined, b: Place | undefined): boolean => JSON.stringify(inOrder(a)) === JSON.stringify(inOrder(b));
const inOrder = (place: Place | undefined) => place && Object.entries(place).filter(([, value]) => value !== undefined).sort(([a], [b]) => a < b ? -1 : 1);
