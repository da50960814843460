import assert from 'node:assert/strict';
import { placeholders } from '../server/schema/knowledge.ts';
import { mayCite } from '../server/schema/citations.ts';
import { criteriaIn, stretchesOf } from '../server/record/mentions.ts';
import { isAddress, isHomePage } from '../server/rules/address.ts';
import { citedIn } from '../server/rules/cited.ts';
import { assessedIn, isBoilerplate, isGenericLabel } from '../server/rules/evidence.ts';
import { rules } from '../server/rules/index.ts';
import { isBlankWord, isEnglish } from '../server/rules/language.ts';
import { examplesOf, mend, type Finding } from '../server/rules/rule.ts';
import { check } from '../server/rules/run.ts';
import { entriesIn, lineWithin, pathTo, scalarsIn } from '../server/rules/scalars.ts';
import { textsIn } from '../server/rules/texts.ts';
import { brief } from '../server/rules/wording.ts';
import { anchorsIn } from '../server/syntax/anchors.ts';
import { emptyMap } from '../server/syntax/tree.ts';
import { record, world } from './fixture.ts';
import { randomFrom } from './mutations/scene.ts';

/** Most of what rules ask is answered by a glance at the whole text. Here each glance is held against the long way. */
const throwing = (rule: string, error: unknown): never => { throw new Error(`${rule} threw`, { cause: error }); };
const judged = (text: string, file?: string): readonly Finding[] => {
  const made = record(text, file);
  return check(made, world([made]), throwing);
};
const told = (text: string, rule: string, file?: string) => judged(text, file).filter(each => each.rule === rule).map(({ path }) => path.join('.'));
const front = (inner: string) => `---\n${inner}\n---\n`;

const folded = (text: string) => text.normalize('NFKC').trim().toLowerCase();
const words = new Set(placeholders.whole.map(each => each.toLowerCase()));
const slowBlank = (text: string) => words.has(folded(text)) || words.has(folded(text).replace(/^[(（[【]/, '').replace(/[)）\]】.。…;；]{1,4}$/, '').trim());
const migrated = new Set([...placeholders.tuples.map(({ evidence }) => evidence), ...placeholders.evidence].map(each => folded(each).replace(/[.。]+$/, '')));
const generic = new Set(placeholders.genericLabels.map(each => folded(each).replace(/[.。]+$/, '')));
const slowBrief = (text: string) => {
  const line = text.replace(/[\u202a-\u202e\u2066-\u2069]/g, '').replace(/[\s\p{Cc}]+/gu, ' ').trim();
  const characters = [...line];
  return characters.length <= 60 ? line : `${characters.slice(0, 59).join('')}…`;
};
const slowEnglish = (text: string) => {
  const bare = text.replace(/https?:\/\/[^\s<>"'，。；）)]+/g, '');
  const found = bare.match(/[A-Za-z]{2,}/g) ?? [];
  return found.length >= 4 && found.filter(word => /^[a-z]/.test(word)).length >= 2 && !/\p{Script=Han}/u.test(bare);
};

/** Words in all the forms a hasty hand gives them, wide and narrow, with marks and blanks around, and too many of those. */
function* forms(): Generator<string> {
  const wide = (text: string) => text.replace(/[!-~]/g, each => String.fromCharCode(each.charCodeAt(0) + 0xfee0));
  for (const word of [...placeholders.whole, ...migrated, ...generic, 'TBD later', '尚待国会批准']) {
    for (const each of [word, word.toUpperCase(), wide(word), `“${word}”`, `${word.slice(0, 1)}\u0301${word.slice(1)}`]) {
      for (const [before, after] of [['', ''], ['(', ')'], ['（', '）。'], ['[', '].'], ['', '…'], ['', '……'], ['', '.'.repeat(40)], ['', '。'.repeat(40)], ['', ' '.repeat(60)], [' \u3000', '\n'],
        ['(', `${' '.repeat(60)})`], ['"'.repeat(40), '"'.repeat(40)], ['', ' and more of it than any word has'], ['', `；${'碳'.repeat(40)}`], ['', ' \u00a8'], ['\u200b', '']] as const) yield before + each + after;
    }
  }
}

describe('shortcuts', () => {
  it('tell the words that stand for nothing, the texts of the migration and the labels that suit anything', () => {
    const [all, blank, left, vague] = [[...forms()], new Set<string>(), new Set<string>(), new Set<string>()];
    for (const text of all) {
      assert.equal(isBlankWord(text), slowBlank(text), JSON.stringify(text));
      assert.equal(isBoilerplate(text), migrated.has(folded(text).replace(/[.。]+$/, '')), JSON.stringify(text));
      assert.equal(isGenericLabel(text), generic.has(folded(text.replace(/[“”"'‘’]/g, '')).replace(/[.。]+$/, '')) || slowBlank(text), JSON.stringify(text));
      if (isBlankWord(text)) blank.add(text);
      if (isBoilerplate(text)) left.add(text);
      if (isGenericLabel(text)) vague.add(text);
    }
    // Enough of each is there for the shortcut to be wrong about.
    assert.deepEqual([blank.size > 300, left.size > 60, vague.size > 600, all.length > blank.size + left.size + vague.size], [true, true, true, true]);
  });

  it('cut texts for messages as before, whatever is in them', () => {
    const parts = ['a', 'word', ' ', '  ', '\n', '\t', '\r', '碳市场', '，', '😀', '👩‍🔬', '\u202e', '\u2066', '\u0000', '\u0085', '\u00a0', '\u3000', '\ud800', 'é', '…'];
    const random = randomFrom(11);
    for (let i = 0; i < 100_000; i++) {
      let text = '';
      for (let n = Math.floor(random() * 70); n > 0; n--) text += parts[Math.floor(random() * parts.length)] ?? '';
      assert.equal(brief(text), slowBrief(text), JSON.stringify(text));
      assert.equal(isEnglish(text), slowEnglish(text), JSON.stringify(text));
    }
    for (const n of [59, 60, 61, 119, 120, 121, 122]) for (const each of ['a', '碳', '😀', 'a😀', ' a']) assert.equal(brief(each.repeat(n)), slowBrief(each.repeat(n)), `${n} ${each}`);
    for (const text of ['See https://a.example/碳 for what this law has to say', 'See https://a.example/b for 碳 what this law has', 'the law says so 碳']) assert.equal(isEnglish(text), slowEnglish(text), text);
  });

  it('see through escapes what the text does not show', () => {
    const en = 'en/example.md';
    assert.deepEqual(told(front('{ "title": "A\\u200bB", "source": "plain" }'), 'hidden-character'), ['title']);
    assert.deepEqual(told(front('title: "A\\u200bB"\n"sou\\xadrce": plain'), 'hidden-character').sort(), ['sou\u00adrce', 'title']);
    assert.deepEqual(told(front('{ \'title\': "A\\aB", }'), 'hidden-character'), ['title']);
    assert.deepEqual(told(front('{ "title": "A\\nB\\tC \\"D\\" \\\\ \\/ E" }'), 'hidden-character'), []);
    assert.deepEqual(told(front('{ "source": "A\\u000d B" }'), 'escape-residue'), ['source']);
    assert.deepEqual(told(front('source: "A\\x0d B"'), 'escape-residue'), ['source']);
    assert.deepEqual(told(front('source: \'A \\r B\''), 'escape-residue'), ['source']);
    assert.deepEqual(told(front('source: "A \\\\r B"'), 'escape-residue'), ['source']);
    assert.deepEqual(told(front('{ "description": "\\u0023# Aim  The law." }'), 'flattened-markdown'), ['description']);
    assert.deepEqual(told(front('description: "\\x23# Aim  The law."'), 'flattened-markdown'), ['description']);
    assert.deepEqual(told(front('{ "description": "\\u5c01\\u5b58\\u6761\\u4f8b" }'), 'wrong-language-text', en), ['description']);
    assert.deepEqual(told(front('description: "\\U00005c01\\U00005b58"'), 'wrong-language-text', en), ['description']);
    assert.deepEqual(told(front('description: 封存条例'), 'wrong-language-text', en), ['description']);
  });

  it('tell anchors and aliases from an “and” in the middle of a word', () => {
    for (const inner of ['title: R&D of AT&T\nsource: 5*6', '{ \'title\': \'R&D\', \'source\': \'a*b\' }']) {
      assert.deepEqual(anchorsIn(record(front(inner))), [], inner);
      assert.deepEqual(told(front(inner), 'alias-in-record'), [], inner);
    }
    for (const inner of ['title: &x R&D\nsource: *x', '{ \'title\':\u0020&x \'R&D\', \'source\': *x }', '{ "title":&x "R&D", "source": [*x] }', '- &x a\n- *x', 'a:\n  b: &x 1\nc: [*x,*x]']) {
      assert.deepEqual(anchorsIn(record(front(inner))).map(({ name }) => name), ['x'], inner);
      assert.ok(told(front(inner), 'alias-in-record').length > 0, inner);
    }
  });

  it('find keys that stand twice wherever they stand, and only those', () => {
    assert.deepEqual(told(front('a: 1\nb: [{ c: 1, d: 2 }, { c: 1, e: { f: 1, f: 2 } }]'), 'duplicate-key'), ['b.1.e.f']);
    assert.deepEqual(told(front('{ "a": { "b": 1 }, "c": { "b": 1 }, "a": 2 }'), 'duplicate-key'), ['a']);
    assert.deepEqual(told(front('a: { b: 1 }\nb: { a: 1 }'), 'duplicate-key'), []);
  });

  it('find criteria in the parts of a file that names the framework anywhere', () => {
    const made = record(`${front('{ "title": "ICVCM 9.4", "analysis": { "mrv": { "citation": "ICVCM 8.11", "evidence": "9.1 of ISO" } } }')}\nICVCM 9.3\n`);
    assert.deepEqual([...criteriaIn(made)].map(({ criterion }) => criterion.id), ['9.4', '8.11', '9.3']);
    assert.deepEqual(citedIn(made).map(({ id, path }) => [id, path.join('.')]), [['8.11', 'analysis.mrv.citation'], ['9.3', '']]);
    assert.deepEqual([made.text, 'icvcm', 'Ccp', '核心碳原则', 'assessment framework', 'ISO 9.4', ''].map(mayCite), [true, true, true, true, true, false, false]);
    assert.deepEqual(stretchesOf(made).map(({ start, end }) => made.text.slice(start, end)), ['"ICVCM 9.4"', '"ICVCM 8.11"', '"9.1 of ISO"', '\n\nICVCM 9.3\n'].map((each, i) => i < 3 ? each : made.text.slice(made.body.start)));
  });

  it('tell an address with an accented letter, however often one asks', () => {
    for (let i = 0; i < 100_000; i++) assert.ok(isAddress(`https://www.montréal.org/${i}`), String(i));
    assert.deepEqual(['https://a.org', 'https://xn--a.org/', 'https://a.org/b/..', 'https://a.org/b', 'https://a.org/%2E', 'https://a.org/?b'].map(isHomePage), [true, false, true, false, true, false]);
  });

  it('go through a record once, whoever asks, and through the next one anew', () => {
    const [one, other] = [record(front('a: &x [1, { b: 2 }]\nc: *x\na: 3')), record(front('{ "d": "e" }'))];
    assert.equal(scalarsIn(one), scalarsIn(one));
    assert.deepEqual(scalarsIn(one).map(each => [pathTo(each).join('.'), each.node.value]), [['a.0', 1], ['a.1.b', 2], ['a', 3]]);
    assert.deepEqual(entriesIn(one).map(({ path }) => path.join('.')), ['a', 'c', 'a', 'a.1.b']);
    assert.deepEqual(textsIn(other).map(each => [pathTo(each).join('.'), each.text]), [['d', 'e']]);
    assert.deepEqual(scalarsIn(other).map(each => pathTo(each).join('.')), ['d']);
    assert.deepEqual(scalarsIn(one).length, 3);
    assert.equal(assessedIn(one), assessedIn(one));
  });

  it('leave out of a record what is a guess, and of two texts under one key the one that does not count', () => {
    const [guessed, twice, blank] = [record(front('{ "a": "b", "c": "d }')), record(front('a: x\nb: [y, { c: z }]\na: w')), record(front('a: |\n\n  x\n\nb: y'))];
    assert.deepEqual(scalarsIn(guessed).map(each => pathTo(each).join('.')), ['a']);
    assert.deepEqual(textsIn(twice).map(each => [pathTo(each).join('.'), each.text]), [['a', 'x'], ['b.0', 'y'], ['b.1.c', 'z']]);
    const [first] = scalarsIn(blank);
    assert.ok(first);
    const at = blank.text.indexOf('\n\n  x') + 1;
    // A line with nothing on it is pointed at by the place where its break is.
    assert.deepEqual(lineWithin(blank, first.node, at), { start: at, end: at + 1 });
    assert.deepEqual(lineWithin(blank, first.node, blank.text.indexOf('x')), { start: blank.text.indexOf('x'), end: blank.text.indexOf('x') + 1 });
    assert.deepEqual(lineWithin(blank, first.node), { start: first.node.span.start, end: first.node.span.start + 1 });
  });

  it('work out what a fix changes when someone looks, and once', () => {
    let times = 0;
    const made = record(front('a: 1'));
    const edits = [{ span: made.fences.inner, text: 'b: 1' }];
    const late = mend(made, { zh: '改', en: 'Change it' }, () => { times++; return edits; }, { preferred: true });
    assert.equal(late.title.en, 'Change it');
    assert.equal(times, 0);
    const { title, changes, safe, preferred } = late;
    assert.deepEqual({ title, changes, safe, preferred }, mend(made, { zh: '改', en: 'Change it' }, edits, { preferred: true }));
    assert.equal(late.changes, changes);
    assert.equal(times, 1);
  });

  it('offer the same fixes before and after the library has moved on', () => {
    // What a fix takes from the library is asked while the record is checked, so that looking at it later asks nothing.
    for (const rule of rules) for (const { text, file } of examplesOf(rule)) {
      const made = record(text, file);
      const library = world([made], 'Li Wei');
      let open = true;
      const corpus = new Proxy(library.corpus, { get: (target, name) => { if (!open) throw new Error(`asked for ${String(name)} too late`); return Reflect.get(target, name) as unknown; } });
      const findings = check(made, { ...library, corpus }, throwing);
      open = false;
      for (const { fixes } of findings) for (const { changes } of fixes) assert.ok(Array.isArray(changes));
    }
  });

  it('make maps of data that inherit nothing', () => {
    const map = emptyMap();
    assert.deepEqual(['constructor', '__proto__', 'toString', 'hasOwnProperty'].filter(name => name in map), []);
    map['__proto__'] = { x: 1 };
    assert.deepEqual([Object.keys(map), JSON.stringify(map)], [['__proto__'], '{"__proto__":{"x":1}}']);
    assert.deepEqual(Object.keys(emptyMap()), []);
  });
});
