import assert from 'node:assert/strict';
import { apply } from '../../server/base/edit.ts';
import { span } from '../../server/base/span.ts';
import { formatRange, formatRecord } from '../../server/features/formatting.ts';
import { fieldsAt } from '../../server/schema/describe.ts';
import type { PolicyRecord } from '../../server/syntax/record.ts';
import { dataOf, type Data, type Node, type Path } from '../../server/syntax/tree.ts';
import { record } from '../fixture.ts';
import { randomFrom } from '../mutations/scene.ts';
import { halfTyped, realRecords } from '../sweep.ts';
import { seedData, written } from '../syntax/library.ts';

const formatted = (text: string): string => apply(text, formatRecord(record(text)));

/** A record as someone wrote it, and as it is formatted, in each notation. */
const drawn: Readonly<Record<string, readonly [before: string, after: string]>> = {
  json: [`---
{
  "year": 2024,
  "own": [1,
    2],
  "title": "😀 “碳”",
    "analysis": {
      "mrv": { "label": "x", "score" : 7 },
      "incentive": {
        "evidence": "e",
       "score":60
      }
    },
  "id": "a-b"
}
---

Body  \n`, `---
{
  "id": "a-b",
  "title": "😀 “碳”",
  "year": 2024,
  "analysis": {
    "incentive": {
      "score": 60,
      "evidence": "e"
    },
    "mrv": { "score": 7, "label": "x" }
  },
  "own": [1,
    2]
}
---

Body  \n`],
  flow: [`---
{ # of the brace
  # above the year
  'year': 2024, # behind the year
  own: ["a", 'it''s', "it's"],

  'analysis':
    {
      'mrv': { 'label': "x", 'score': 7 }, # good
      # why
      # not
      'incentive': { 'score': 60, },
      # last words
    },
  'milestones': [{ 'event': 'x', 'date': '2024-01-02' }],
  'id': 'a-b' # no comma
}
---
`, `---
{ # of the brace
  'id': 'a-b', # no comma
  # above the year
  'year': 2024, # behind the year

  'analysis':
    {
      # why
      # not
      'incentive': { 'score': 60, },
      'mrv': { 'score': 7, 'label': 'x' }, # good
      # last words
    },
  'own': ['a', 'it''s', "it's"],
  'milestones': [{ 'event': 'x', 'date': '2024-01-02' }]
}
---
`],
  block: [`---
# about the whole

# above the year
year: 2024 # behind the year
own: # things
    - "b"
    - a: 1
      c: |
        text

          more
analysis: # scores
    # about mrv
    mrv:
        label: x # of mrv
        score:   7

    incentive: { label: y, score: 60 } # short
evolution:
    milestones:
    -   event: "x" # it
        date: '2024-01-02'
    supersedes: []
title: >-
    two
    lines
id: a-b
---
`, `---
# about the whole

id: a-b
title: >-
    two
    lines
# above the year
year: 2024 # behind the year
analysis: # scores
    incentive: { score: 60, label: y } # short

    # about mrv
    mrv:
        score: 7
        label: x # of mrv
evolution:
    supersedes: []
    milestones:
    -   date: '2024-01-02'
        event: "x" # it
own: # things
    - "b"
    - a: 1
      c: |
        text

          more
---
`],
};

describe('formatRecord', () => {
  for (const [style, [before, after]] of Object.entries(drawn)) {
    for (const [ends, keep] of [['LF', (text: string) => text], ['CR LF', (text: string) => text.replaceAll('\n', '\r\n')], ['a byte order mark', (text: string) => `\uFEFF${text}`]] as const) {
      it(`puts ${style} with ${ends} in order and keeps its comments`, () => {
        assert.equal(formatted(keep(before)), keep(after));
        assert.deepEqual(formatRecord(record(keep(after))), []);
      });
    }
  }

  it('brings the levels of indented notation to one step', () => {
    assert.equal(formatted('---\nid: a\nanalysis:\n  mrv:\n      # note\n      score: 1\n      evidence: |\n        one\n          two\n  market:\n     score: 2\ntags:\n    - x\n    -   y: 1\n        z: 2\nsectors:\n- q\n---\n'),
      '---\nid: a\nanalysis:\n  market:\n    score: 2\n  mrv:\n    # note\n    score: 1\n    evidence: |\n      one\n        two\ntags:\n  - x\n  -   y: 1\n      z: 2\nsectors:\n- q\n---\n');
  });

  it('keeps comments with what they are indented with', () => {
    assert.equal(formatted('---\nanalysis:\n  mrv:\n    score: 1\n    # more of mrv\n\n  # the end of analysis\n# of the id\nid: a # a\n# at the end\n---\n'),
      '---\n# of the id\nid: a # a\nanalysis:\n  mrv:\n    score: 1\n    # more of mrv\n\n  # the end of analysis\n# at the end\n---\n');
    assert.equal(formatted('---\nanalysis:\n# of market\n  market: {}\n  incentive: {}\nid: a\n---\n'), '---\nid: a\nanalysis:\n  incentive: {}\n  # of market\n  market: {}\n---\n');
    assert.equal(formatted('---\nevolution:\n  milestones:\n    - event: x\n      # of the date\n      date: y\n---\n'), '---\nevolution:\n  milestones:\n    - # of the date\n      date: y\n      event: x\n---\n');
  });

  it('takes the quotes that most keys have', () => {
    assert.equal(formatted('---\n"id": a\ntitle: "b"\n\'year\': 1\nyes: 2\nurl: c\n---\n'), '---\nid: a\ntitle: "b"\nyear: 1\nurl: c\nyes: 2\n---\n');
    assert.equal(formatted('---\n{ \'id\': \'a\', title: "b", \'own\': "\\n", \'url\': plain }\n---\n'), '---\n{ \'id\': \'a\', \'title\': \'b\', \'url\': plain, \'own\': "\\n" }\n---\n');
  });

  it('makes no JSON of what is none', () => {
    assert.equal(formatted('---\n{ year: { id: 1, score: [ ] }, "id": \'a\' }\n---\n'), '---\n{ "id": \'a\', year: { id: 1, score: [ ] } }\n---\n');
  });

  it('changes only the lines that differ', () => {
    const text = '---\nid: a\ntitle: b\nyear: 1\ncountry: c\nstatus: d\n---\nbody\n';
    assert.deepEqual(formatRecord(record(text)).map(edit => [text.slice(edit.span.start, edit.span.end), edit.text]), [['year: 1\n', ''], ['', 'year: 1\n']]);
  });

  it('leaves alone what it cannot be sure of', () => {
    for (const inner of [
      'year: 1\nid: a\n  b: c', '{ "year": 1, "id": "a"', '{ "year": 1 "id": "a" }', 'year: &y 1\nid: *y', 'year: 1\nown: |+\n  x\n\nid: a', '{\n  "year": 1, "id": "a", # of the id\n  own: 2,\n  title: x }', '', '[1]', 'just text', '<<<<<<< HEAD\nid: a\n=======\nid: b\n>>>>>>> x',
    ]) assert.deepEqual(formatRecord(record(`---\n${inner}\n---\n`)), [], inner);
    assert.deepEqual(formatRecord(record('---\nyear: 1\nid: a\n')), []);
  });

  it('says the same in all that is odd but sound', () => {
    for (const inner of [
      'year: 1\n"id": a', '? year\n: 1\n? id\n: a', 'year: !!str 1\nid: a', 'year: 1\nid: a\nid: b', 'own:\n- - b\n  - a\n-\n  year: 1\n  id: x\nid: a', 'year:\nid:', 'year: # c\nid: # d', 'own: "a\n  b"\nid: \'c\n\n  d\'',
      'own: a\n  b # c\nid: x', '{ year: 1, id: a }', '{\n  year: 1\n  , id: a\n  , title: b\n}', '{\n\n  year: 1,\n\n  # x\n\n  id: a,\n\n}', '{ year: { id: 1, score: [ ] }, "id": "a\\u6cd5" }', 'analysis:\n  mrv: {score: 1,\n    label: x}\n  incentive: [\n      1 ]\nid: a',
      'own: |2\n   x\n  y\nid: a', 'own: >+\n  x\n\n\nid: a', '~: 1\nid: a', 'null: 1\ntrue: 2\n1: 3\nid: a', '__proto__: 1\nid: a', '{"year":1,"id":"a","analysis":{"mrv":{"label":"x","score":1}}}', '{\n"year":1,\n"analysis":{\n"mrv":{\n"label":"x",\n"score":[\n1\n]}},\n"id":"a"}',
      '# a\nyear: 1\n# b\n\n# c\nid: a\n# d', 'evolution:\n  # m\n  milestones:\n  # e\n  - event: x\n    # d\n    date: y\n  # end\nid: a\n# tail', 'id: a\nanalysis:\n\n  mrv:\n\n    score: 1\n\n  incentive: {}\n', 'year: 1  \nid: a\t\n',
    ]) {
      const before = record(`---\n${inner}\n---\nbody`);
      assert.deepEqual(before.problems, [], inner);
      const after = record(apply(before.text, formatRecord(before)));
      assert.deepEqual(dataOf(after.root), dataOf(before.root), inner);
      assert.deepEqual(comments(after), comments(before), inner);
      assert.deepEqual(formatRecord(after), [], `${inner}\n->\n${after.text}`);
    }
  });

  const comments = ({ text }: PolicyRecord): readonly string[] => [...text.matchAll(/(?<=^|\s)#.*/g)].map(([found]) => found.trim()).sort();

  /** Data with its keys in another order, at every level. */
  function shuffled(data: Data, random: ReturnType<typeof randomFrom>): Data {
    if (Array.isArray(data)) return data.map(each => shuffled(each as Data, random));
    if (typeof data !== 'object') return data;
    return Object.fromEntries(Object.entries(data).map(([key, value]) => [random(), key, shuffled(value as Data, random)] as const).sort((a, b) => a[0] - b[0]).map(([, key, value]) => [key, value]));
  }

  for (const [style, write] of Object.entries(written)) {
    it(`brings every order of a seed’s keys to the one order of the schema in ${style}`, () => {
      const random = randomFrom(7);
      const wanted = formatted(write(seedData()));
      assert.equal(formatted(wanted), wanted);
      assert.match(wanted, /^---\s+\{?\s*["']?id/);
      for (let i = 0; i < 40; i++) assert.equal(formatted(write(shuffled(seedData(), random))), wanted);
    });
  }

  for (const style of ['flow', 'block'] as const) {
    it(`finds its way with comments and blank lines anywhere in ${style}`, () => {
      const random = randomFrom(3);
      for (let i = 0; i < 60; i++) {
        const lines = written[style]({ own: 1, ...seedData() }).split('\n');
        const end = lines.indexOf('---', 1);
        for (let k = 0; k < 6; k++) {
          const at = 1 + random.below(end - 1);
          const own = lines[at] ?? '';
          lines[at] = random.of([`${own} # ${k}`, `${/^ */.exec(own)?.[0] ?? ''}# ${k}\n${own}`, `${' '.repeat(random.below(8))}# ${k}\n${own}`, `\n${own}`]);
        }
        const before = record(lines.join('\n'));
        assert.deepEqual(before.problems, [], before.text);
        const after = record(apply(before.text, formatRecord(before)));
        assert.notEqual(after.text, before.text);
        assert.deepEqual(dataOf(after.root), dataOf(before.root), before.text);
        assert.deepEqual(comments(after), comments(before), before.text);
        assert.deepEqual(formatRecord(after), [], after.text);
      }
    });
  }

  it('keeps the data, the notation and the narrative of every real record, and formats once', function () {
    this.timeout(180_000);
    let count = 0;
    for (const before of realRecords(this)) {
      const after = record(apply(before.text, formatRecord(before)));
      assert.deepEqual(dataOf(after.root), dataOf(before.root), before.uri);
      assert.equal(after.style, before.style, before.uri);
      assert.deepEqual(after.problems, before.problems, before.uri);
      assert.equal(after.text.slice(after.body.start), before.text.slice(before.body.start), before.uri);
      assert.deepEqual(misplaced(after.root, []), [], before.uri);
      assert.deepEqual(formatRecord(after), [], before.uri);
      count++;
    }
    assert.ok(count > 450, String(count));
  });

  it('leaves half-typed records readable as they were', function () {
    for (const made of halfTyped(this)) {
      const edits = formatRecord(made);
      if (made.problems.length > 0) assert.deepEqual(edits, [], `${made.uri} ${made.text.length}`);
      else assert.deepEqual(dataOf(record(apply(made.text, edits)).root), dataOf(made.root), `${made.uri} ${made.text.length}`);
    }
  });

  /** Keys that stand before one that the schema has before them. */
  function misplaced(node: Node | undefined, path: Path): readonly string[] {
    if (node?.kind === 'seq') return node.items.flatMap((item, i) => misplaced(item, [...path, i]));
    if (node?.kind !== 'map') return [];
    const order = fieldsAt(path);
    const rank = (name: string | undefined): number => name !== undefined && order.includes(name) ? order.indexOf(name) : order.length;
    return node.entries.flatMap(({ name, value }, i) => [...i > 0 && rank(node.entries[i - 1]?.name) > rank(name) ? [[...path, name].join('.')] : [], ...misplaced(value, [...path, name])]);
  }
});

describe('formatRange', () => {
  const ranged = (marked: string): string => {
    const [start, end] = [marked.indexOf('«'), marked.indexOf('»') - 1];
    const made = record(marked.replace(/[«»]/g, ''));
    const edits = formatRange(made, span(start, end));
    assert.ok(edits.every(edit => edit.span.start >= made.lines.startOf(made.lines.lineOf(start)) && edit.span.end <= made.lines.endOf(made.lines.lineOf(end))));
    return apply(made.text, edits);
  };

  it('changes the places of whole fields among themselves', () => {
    assert.equal(ranged('---\nurl: u\n«year: 1\nid: a\ntit»le: t\nstatus: s\ncountry: c\n---\n'), '---\nurl: u\nid: a\ntitle: t\nyear: 1\nstatus: s\ncountry: c\n---\n');
    assert.equal(ranged('---\n{\n  "year": 1,\n  "analysis": {\n    "mrv": 1,\n«    "market": 2,\n    "incentive"»: 3\n  },\n  "id": "a"\n}\n---\n'), '---\n{\n  "year": 1,\n  "analysis": {\n    "mrv": 1,\n    "incentive": 3,\n    "market": 2\n  },\n  "id": "a"\n}\n---\n');
  });

  it('formats a field that lies in it with all that is in the field', () => {
    assert.equal(ranged('---\n{\n  \'year\': 1,\n«  \'analysis\': {\n   "mrv" : { \'label\': "x", \'score\': 1 }\n  },»\n  "id": \'a\'\n}\n---\n'), '---\n{\n  \'year\': 1,\n  \'analysis\': {\n    \'mrv\': { \'score\': 1, \'label\': \'x\' }\n  },\n  "id": \'a\'\n}\n---\n');
  });

  it('touches neither the fences nor the narrative', () => {
    assert.equal(ranged('«---\nyear: 1\nid: a\n---\n\nid: x»\n'), '---\nid: a\nyear: 1\n---\n\nid: x\n');
    assert.equal(ranged('---\nyear: 1\nid: a\n---\n\n«year: 1\nid: x»\n'), '---\nyear: 1\nid: a\n---\n\nyear: 1\nid: x\n');
  });

  it('does not undo what is in order, and formats once, at any lines of real records', function () {
    const random = randomFrom(11);
    for (const made of realRecords(this, 9)) {
      const [a, b] = [random.below(made.text.length), random.below(made.text.length)];
      const region = span(Math.min(a, b), Math.max(a, b));
      const edits = formatRange(made, region);
      const after = record(apply(made.text, edits));
      assert.deepEqual(dataOf(after.root), dataOf(made.root), made.uri);
      assert.ok(edits.every(edit => edit.span.start >= made.lines.startOf(made.lines.lineOf(region.start)) && edit.span.end <= made.lines.endOf(made.lines.lineOf(region.end))), made.uri);
      assert.deepEqual(formatRange(after, span(region.start, region.end + after.text.length - made.text.length)), [], made.uri);
    }
  });
});
