import assert from 'node:assert/strict';
import { span, textOf } from '../server/base/span.ts';
import { addressesIn, addressesMeant, isAddress } from '../server/rules/address.ts';
import { aliasInRecord } from '../server/rules/alias-in-record.ts';
import { claimsIn } from '../server/rules/claims.ts';
import { edgeWhitespace } from '../server/rules/edge-whitespace.ts';
import { escapeResidue } from '../server/rules/escape-residue.ts';
import { fixAll } from '../server/rules/fix-all.ts';
import { flattenedMarkdown } from '../server/rules/flattened-markdown.ts';
import { hiddenCharacter } from '../server/rules/hidden-character.ts';
import { rules } from '../server/rules/index.ts';
import { isBlankWord, isChinese, isEnglish, namesNothing } from '../server/rules/language.ts';
import { readsDifferently } from '../server/rules/reads-differently.ts';
import type { Finding, Rule } from '../server/rules/rule.ts';
import { check, judge } from '../server/rules/run.ts';
import { truncatedDescription } from '../server/rules/truncated-description.ts';
import { readProject } from '../server/schema/project-file.ts';
import { fixed, record, world } from './fixture.ts';

const throwing = (rule: string, error: unknown): never => { throw new Error(`${rule} threw`, { cause: error }); };
const front = (inner: string, body = ''): string => `---\n${inner}\n---\n${body}`;
const judged = (rule: Rule, text: string): readonly Finding[] => { const made = record(text, 'en/a.md'); return check(made, world([made]), throwing, [rule]); };
/** What is told, each with the text it points at. */
const told = (rule: Rule, text: string): readonly string[] => judged(rule, text).map(({ span, message }) => `${textOf(text, span)} | ${message.en}`);
/** The text once the fixes of one place in their lists are made. */
const mended = (rule: Rule, text: string, nth = 0): string =>
  [...judged(rule, text)].reverse().reduce((now, { fixes }) => fixes[nth] ? fixed(now, 'file:///library/en/a.md', fixes[nth]) : now, text);

describe('blanks at the edges of a text', () => {
  it('are told by the end that has them, and go altogether', () => {
    const long = `${'x'.repeat(30)} ${'y'.repeat(40)}`;
    assert.deepEqual(told(edgeWhitespace, front(`{ "title": "${long}  " }`)), [`"${long}  " | “…${'y'.repeat(40)}” ends with a blank.`]);
    assert.deepEqual(told(edgeWhitespace, front(`{ "title": "  ${long}" }`)), [`"  ${long}" | “${long.slice(0, 59)}…” starts with a blank.`]);
    const sixty = 'z'.repeat(60);
    assert.deepEqual(told(edgeWhitespace, front(`title: '${sixty} '`)), [`'${sixty} ' | “${sixty}” ends with a blank.`]);
    assert.equal(mended(edgeWhitespace, front('{ "title": " \\t a  b \\n " }')), front('{ "title": "a  b" }'));
    const [finding] = judged(edgeWhitespace, front('title: "  a"'));
    assert.deepEqual(finding?.fixes[0]?.changes, [{ kind: 'edit', uri: 'file:///library/en/a.md', edits: [{ span: { start: 12, end: 14 }, text: '' }] }]);
  });

  it('are shown on the line that has them', () => {
    assert.deepEqual(told(edgeWhitespace, front('title: " a\n  b"')), ['" a | “a b” starts with a blank.']);
    assert.deepEqual(told(edgeWhitespace, front('title: "a\n  b "')), ['b " | “a b” ends with a blank.']);
    const literal = front('title: |\n  a\n  b \nsource: c');
    assert.deepEqual(told(edgeWhitespace, literal), ['b  | “a b” ends with a blank.']);
    assert.equal(mended(edgeWhitespace, literal), front('title: |\n  a\n  b\nsource: c'));
    assert.deepEqual(told(edgeWhitespace, front('title: |+\n  a\n  b\n\n\nsource: c')), []);
    assert.equal(mended(edgeWhitespace, front('title: |+\n  a\n  b \n\n\nsource: c')), front('title: |+\n  a\n  b\n\n\nsource: c'));
  });

  it('are left to the rules on a field, in its lists too, and to the one on a cut', () => {
    assert.deepEqual(told(edgeWhitespace, front('evolution: { "supersedes": ["a "], "clusters": ["b "] }')), ['"b " | “b” ends with a blank.']);
    const cut = (field: string, text: string) => told(edgeWhitespace, front(`{ "${field}": "${text}" }`)).length;
    const text = `${'word '.repeat(99)}word `;
    assert.equal(text.length, 500);
    assert.deepEqual([cut('description', text), cut('interpretation', text), cut('description', text.slice(5))], [0, 1, 1]);
    assert.deepEqual([cut('description', `😀${text.slice(2)}`), cut('description', `😀${text.slice(1)}`), cut('description', `😀${text}`)], [0, 0, 1]);
  });

  it('go with a carriage return that was left, but only where they stand around it', () => {
    const of = (text: string) => told(edgeWhitespace, front(`{ "title": ${JSON.stringify(text)} }`)).length;
    assert.deepEqual(['  \r a', '  \\r a', 'a \r  ', 'a\\r '].map(of), [0, 0, 0, 0]);
    assert.deepEqual([' a\rb', ' a \\r b', 'a\rb ', 'a\\rb  '].map(of), [1, 1, 1, 1]);
  });
});

describe('what is left of carriage returns', () => {
  const quoted = (text: string) => front(`{ "source": ${JSON.stringify(text)} }`);
  it('is one place where several stand together, with the blanks around them', () => {
    assert.deepEqual(told(escapeResidue, quoted('one\r\n\r\ntwo')), ['\\r\\n\\r\\n | A left-over “\\r” stands behind “one”.']);
    assert.deepEqual(told(escapeResidue, quoted('one \t\r two\r three')), [' \\t\\r  | A left-over “\\r” stands behind “one”, and in 1 more place.']);
    assert.deepEqual(judged(escapeResidue, quoted('\r one\r two\r three')).map(({ message }) => [message.zh, message.en]),
      [['文本开头残留着“\\r”，另外还有 2 处。', 'A left-over “\\r” stands at the start of the text, and in 2 more places.']]);
    assert.equal(mended(escapeResidue, quoted(' \r one\r ')), quoted('one'));
  });

  it('is told of the value that counts', () => {
    assert.deepEqual(told(escapeResidue, front('{ "source": "a\\r b", "source": "c\\r d" }')), ['\\r  | A left-over “\\r” stands behind “a”.']);
  });

  it('keeps headings apart from what is below them, wherever they stand', () => {
    const first = (text: string) => String(JSON.parse(mended(escapeResidue, quoted(text)).split('\n')[1] ?? '').source);
    assert.equal(first(`## Costs\r ${'Capture costs fall. '.repeat(20)}x`), `## Costs\n\n${'Capture costs fall. '.repeat(20)}x`);
    assert.equal(first(`${'Capture costs fall. '.repeat(20)}\r \r ## Costs\r They fall.`), `${'Capture costs fall. '.repeat(20).trim()}\n\n## Costs\n\nThey fall.`);
    assert.equal(first('Intro.\\r \\r ## Costs\\r They fall.'), 'Intro.\n\n## Costs\n\nThey fall.');
    const heading = `## ${'b'.repeat(117)}`;
    assert.deepEqual(['one\r\r two', 'a ## b\r c'].map(first), ['one\n\ntwo', 'a ## b c']);
    assert.equal(first('# Costs\r They fall.'), '# Costs\n\nThey fall.');
    assert.equal(first(`${heading}\r rest`), `${heading}\n\nrest`);
    assert.equal(first(`${'a'.repeat(30)} ${heading}\r rest`), `${'a'.repeat(30)} ${heading} rest`);
  });

  it('goes without another character of the source being written anew', () => {
    assert.equal(mended(escapeResidue, front('{ "source": "one\\u2013x\\r\\ntwo" }')), front('{ "source": "one\\u2013x\\ntwo" }'));
    assert.equal(mended(escapeResidue, front('source: |\r\n  one\\r \\r two\\r three\\r\r\ntitle: x').replace('---\n', '---\r\n')),
      front('source: |\r\n  one\r\n\r\n  two three\r\ntitle: x').replace('---\n', '---\r\n'));
    assert.equal(mended(escapeResidue, front('source: |\n  one\\r two\\r three'), 1), front('source: |\n  one\n  two\n  three'));
  });
});

describe('characters that cannot be seen', () => {
  const of = (text: string) => judged(hiddenCharacter, front(`{ "title": "${text}" }`));
  it('are meant where they join an emoji or letters that join', () => {
    for (const text of ['👩\u200d🔬', '👩🏽\u200d🚒', '❤\ufe0f\u200d🔥', 'क\u200dष', 'aक\u200dष', 'क्\u200cष', 'می\u200cخواهم', 'x\u200f سوریه', '\u200eایران']) assert.deepEqual(of(text).map(({ message }) => message.en), [], text);
    for (const text of ['क\u200bष', 'a\u200db', '1\u200d2', 'क 1\u200d2', '👩\u200dx', 'x\u200d👩', '👩x\u200d👩', '👩\u200cx', '👩\u200c🔬', '👩\u200dx❤', 'कष\u200e', 'a\u200f', '碳\u200d市']) assert.equal(of(text).length, 1, text);
  });

  it('are taken out in bulk only where none of them changes an order', () => {
    assert.deepEqual(of('a\u200bb\u202ec').map(({ fixes }) => [fixes[0]?.safe, fixes[0]?.title.en]), [[false, 'Remove U+200B, U+202E']]);
    assert.deepEqual(of('a\u200bb\u2060c').map(({ fixes }) => fixes[0]?.safe), [true]);
    assert.deepEqual(of('\u200b').map(({ message }) => [message.zh, message.en]), [['这里有看不见的字符 U+200B（零宽空格）。', 'The hidden character U+200B (zero-width space) stands here.']]);
    assert.deepEqual(['\ud83d', '\u2062', '\x80', '\u200e', '\u2029'].map(each => /\((.*)\)/.exec(of(`ab${each}c`)[0]?.message.en ?? '')?.[1]), ['half of a character', 'format character', 'control character', 'bidirectional control', 'paragraph separator']);
    assert.equal(mended(hiddenCharacter, front('{ "title": "a\u2028b", "year": 2024, "x": null }')), front('{ "title": "a b", "year": 2024, "x": null }'));
  });
});

describe('unquoted values that are read differently elsewhere', () => {
  const said = (text: string) => judged(readsDifferently, front(text)).map(({ message }) => message.en);
  it('are told by what each reader makes of them', () => {
    assert.deepEqual(said('note: 0o14'), ['A site reads 0o14 as a text, and YAML 1.2 reads it as 12.']);
    assert.deepEqual(said('note: 012'), ['A site reads 012 as 10, and YAML 1.2 reads it as 12.']);
    assert.deepEqual(said('note: 1_000'), ['A site reads the unquoted 1_000 as 1000, and not as a text.']);
    assert.deepEqual(said('note: [yes, On, OFF, No]'), ['true', 'true', 'false', 'false'].map((value, i) => `Some readers of YAML take the unquoted ${['yes', 'On', 'OFF', 'No'][i]} for ${value}.`));
    assert.deepEqual(said('note: [yEs, 12 Off, -on, .nan, -0, 0, 1e5x, not, offset]'), []);
    assert.deepEqual(said('{ "note": [1e5, -0] }'), []);
    assert.match(said('note: 2024-10-01')[0] ?? '', /^A site reads the unquoted 2024-10-01 as a moment, 2024-10-01T00:00:00\.000Z, and not as a text\.$/);
    assert.deepEqual(said('note: "2024-10-01"\nother: \'012\'\nthird: |\n  012'), []);
  });

  it('are told apart by a tag of their own, not by one that stands before another value', () => {
    const long = `\nsource: ${'x'.repeat(300)}`;
    for (const text of ['note: !!str 2024-10-01', 'note: !!str   2024-10-01', 'note: !!str &abc  2024-10-01', 'note: !!str\t2024-10-01']) assert.deepEqual(said(text + long), [], text);
    assert.equal(said('note: [!!str a, 2024-10-01]').length, 1);
  });

  it('are put in the quotes that the record uses', () => {
    assert.deepEqual(judged(readsDifferently, front('note: [1_000, 0o14]')).flatMap(({ fixes }) => fixes.map(({ title, safe, preferred }) => [title.en, safe, preferred])), [['Put it in quotes', true, true], ['Write 12', true, true]]);
    assert.equal(mended(readsDifferently, front('a: b\nc: \'d\'\nnote: 1_000')), front('a: b\nc: \'d\'\nnote: \'1_000\''));
    assert.equal(mended(readsDifferently, front('a: b\nc: "d"\nnote: 1_000')), front('a: b\nc: "d"\nnote: "1_000"'));
    assert.equal(mended(readsDifferently, front('a: b\nc: "d"\ne: \'f\'\nnote: 0o14')), front('a: b\nc: "d"\ne: \'f\'\nnote: 12'));
    assert.equal(mended(readsDifferently, front('c: \'d\'\ne: "f"\nnote: 1_000')), front('c: \'d\'\ne: "f"\nnote: \'1_000\''));
    assert.equal(mended(readsDifferently, front('a: b\nnote: 1_000')), front('a: b\nnote: \'1_000\''));
  });
});

describe('headings that became one line with their text', () => {
  const said = (field: string, text: string, body = '') => judged(flattenedMarkdown, front(`{ "${field}": ${JSON.stringify(text)} }`, body));
  const heading = (text: string, body = '') => said('description', text, body).map(({ message }) => /“(.*)”/.exec(message.en)?.[1]);
  it('are told by two blanks or a line separator, or by a heading of the body', () => {
    assert.deepEqual(heading('##  Core  The act.'), ['Core']);
    assert.deepEqual(heading('  # Core\u2028The act.'), ['Core']);
    assert.deepEqual(heading('# Core \u2028The act.'), ['Core']);
    assert.deepEqual(heading('# Core The act.'), []);
    assert.deepEqual(heading('# Core The act.', '## Core\nThe act.\n'), ['Core']);
    assert.deepEqual(heading('# Density \\rho of gas  The act.'), ['Density \\rho of gas']);
    assert.deepEqual(['# Core\\r The act  of 2024', '# Core  \\r The act', '# Core  ', '# ', 'a # b  c', '#Core  x'].flatMap(each => heading(each)), []);
    assert.deepEqual(said('title', '## Core  The act.'), []);
  });

  it('go by themselves only where the body has each of them', () => {
    const body = '## Core\n### Costs\nThey fall.\n';
    const fixes = (text: string) => said('description', text, body).map(({ fixes: [fix] }) => fix?.safe);
    assert.deepEqual([fixes('## Core  ### Costs  They fall.'), fixes('## Core  ### Rest  They fall.'), fixes('## Aims  ### Core  They fall.')], [[true], [false], [false]]);
    assert.equal(mended(flattenedMarkdown, front('{ "description": "## Core  They fall. " }')), front('{ "description": "They fall." }'));
  });
});

describe('descriptions that an export cut', () => {
  const of = (description: string, body: string) => judged(truncatedDescription, front(`{ "description": ${JSON.stringify(description)} }`, body));
  const prose = 'The credit is paid per ton of fuel that a plant makes. '.repeat(20);
  it('are cut where the body goes on', () => {
    assert.equal(of(prose.slice(0, 500), prose).length, 1);
    assert.equal(of(prose.slice(0, 490), prose).length, 0);
    const whole = 'a'.repeat(500);
    assert.deepEqual([of(whole, whole).length, of(whole, `${whole}b`).length, of('-'.repeat(500), prose).length], [0, 1, 0]);
    assert.deepEqual(of(whole, `${whole}b`)[0]?.fixes, []);
    const body = `${'\n'.repeat(20)}## Overview\n\n${prose}`;
    const exported = body.trim().slice(0, 500).replace('## Overview\n\n', '');
    assert.equal(of(exported, body).length, 1);
    assert.equal(of(exported.slice(0, -12), body).length, 0);
    assert.equal(of(body.trim().slice(0, 480).replaceAll('\n', ' '), body).length, 0);
  });

  it('are told by the half sentence they end with', () => {
    const tail = (description: string) => of(description, `${description}s and more`).map(({ message }) => /“…(.*)”/.exec(message.en)?.[1]);
    const last = `${'The credit is paid. '.repeat(30).slice(-441)}And of the  rest as it is said in the very long annex of th`;
    assert.deepEqual([last.length, tail(last)], [500, ['the rest as it is said in the very long annex of th'.slice(-48)]]);
    assert.deepEqual(tail(`${last.slice(1, -20)}${'a'.repeat(18)} \n `.replace('\\n', '\n').slice(0, 500)), [`he rest as it is said in the v${'a'.repeat(18)}`]);
  });

  it('are cut at 500 units or 500 characters, and within four letters of the cut once they were changed', () => {
    const gaps = `Intro 😀 of the act${'\n'.repeat(60)}${prose}`;
    const shut = gaps.replace(/\n+/, ' ');
    assert.deepEqual([500, 501, 502].map(length => of(shut.slice(0, length), gaps).length), [1, 1, 0]);
    const letters = 'x'.repeat(600);
    assert.deepEqual([495, 496, 504, 505].map(length => of(letters.slice(0, length), letters).length), [0, 1, 1, 0]);
  });

  it('are neither half nor twice as long as the cut', () => {
    const blanks = (count: number) => `The scheme covers${' '.repeat(count)}`;
    const body = `${blanks(490)}more and more`;
    assert.deepEqual([blanks(0), blanks(232), blanks(233), blanks(983), blanks(984)].map(each => of(each, body).length), [0, 0, 1, 1, 0]);
  });
});

describe('words that say nothing, and languages', () => {
  it('a blank word may stand in brackets and before a full stop', () => {
    assert.deepEqual(['TBD', ' tbd ', '(TBD)', '( tbd )', '（TBD）。', 'tbd...', '[tbd]'].filter(each => !isBlankWord(each)), []);
    assert.deepEqual(['tb(d', 'tb)d', 'tbd or so', '', `tbd ${'x'.repeat(50)}`].filter(isBlankWord), []);
    assert.deepEqual(['TBD', 'none', ' none ', 'n/a', 'NA', '--', '———', '无', 'unknown'].filter(each => !namesNothing(each)), []);
    assert.deepEqual(['Ms None', 'none of them', 'Li Wei', '未知数', '-----'].filter(namesNothing), []);
  });

  it('Chinese may be glossed in English', () => {
    for (const text of ['全国碳排放权交易市场管理办法', '全国碳排放权交易市场管理办法ETS', '全国碳排放权交易市场管理办法（A）', '全国碳排放权交易市场管理办法（试行）', `${'碳'.repeat(41)}（UK）`]) assert.ok(isChinese(text), text);
    for (const text of ['', 'English', '一二三四五六七abc', '全国碳排放权交易市场管理办法（UK）', '全国碳排放权交易市场管理办法 (ETS)', `${'碳'.repeat(40)}（UK）`, 'https://x.gov/碳']) assert.ok(!isChinese(text), text);
  });

  it('English prose is four words, two of them small', () => {
    for (const text of ['Credits are paid Annually', 'the Act sets Limits']) assert.ok(isEnglish(text), text);
    for (const text of ['', 'it is paid', 'The Act Sets limits', 'it is paid 每年 annually', 'http://x.gov/the-act-sets-all-limits', 'https://x.gov/the-act-sets-all-limits']) assert.ok(!isEnglish(text), text);
  });
});

describe('addresses', () => {
  it('have no backslash, and may be numbers in brackets', () => {
    assert.ok(isAddress('https://[2001:db8::1]/a'));
    for (const text of ['https://x.gov\\a', 'https://localhost/a', 'https://x./a']) assert.ok(!isAddress(text), text);
  });

  it('are mended by the slip that was made', () => {
    const meant: readonly (readonly [string, readonly string[]])[] = [
      ['http://http://https://x.gov/a', ['https://x.gov/a']], ['www.x.gov/?u=http://https://y.gov', ['https://www.x.gov/?u=http://https://y.gov']],
      ['www.x.gov/http//y.gov', ['https://www.x.gov/http//y.gov']], ['ttps://x.gov/a', ['https://x.gov/a']], ['httpp://x.gov/a', ['http://x.gov/a']],
      ['https\\x.gov/a', ['https://x.gov/a']], ['https:\\\\x.gov/a', ['https://x.gov/a']], ['www.gov.cn', ['https://www.gov.cn']], ['www.x.gov,全文', []],
      ['x.zip/a', ['https://x.zip/a']], ['see https://x.gov/a?!', ['https://x.gov/a']], ['https://x.gov/a b 见', ['https://x.gov/a']],
      ['https://x.gov/a bb cc.pdf', ['https://x.gov/a%20bb%20cc.pdf', 'https://x.gov/abbcc.pdf']],
      ['https://a.gov/1 https://b.gov/2 https://c.gov/3 https://d.gov/4', ['https://a.gov/1', 'https://b.gov/2', 'https://c.gov/3']],
    ];
    for (const [text, addresses] of meant) assert.deepEqual(addressesMeant(text), addresses, text);
    assert.deepEqual(addressesIn('见 https://x.gov/a；https://y.gov/b.;'), ['https://x.gov/a', 'https://y.gov/b']);
  });
});

describe('claims of mechanisms', () => {
  const claims = (text: string) => [...claimsIn(text)].map(({ of, says, start, end, word }) => `${of.map(({ abbr }) => abbr).join('+')} ${says}: ${text.slice(start, end)} (${text.slice(word.start, word.end)})`);
  const ccer = 'CCER corsia: CORSIA-eligible (eligible)';
  it('have the right subject', () => {
    assert.deepEqual(claims('CCER is CORSIA-eligible, like VCS.'), [ccer]);
    assert.deepEqual(claims('CCER (2012), CCER is CORSIA-eligible.'), [ccer]);
    assert.deepEqual(claims('The GS (CCER) is CORSIA-eligible.'), []);
    assert.deepEqual(claims('CCER is a CORSIA-eligible credit.'), [ccer]);
    assert.deepEqual(claims('Airlines buy CORSIA-eligible  CCER credits.'), [ccer]);
    assert.deepEqual(claims('VCS 符合 CORSIA 资格 CCER 同行'), ['VCS corsia: 符合 CORSIA 资格 (资格)']);
    assert.deepEqual(claims('T-VER is eligible under CORSIA and CCER is CORSIA-eligible.'), [ccer, 'T-VER corsia: eligible under CORSIA (eligible)']);
    assert.deepEqual(claims('ICVCM is CCP-Eligible. CORSIA is CORSIA-eligible.'), []);
  });

  it('are made within one sentence', () => {
    for (const before of ['It is not. ', 'It is not! ', 'Is it?! ', 'It may (not.) ', '不是。', 'not; ', 'Not so\n\n', 'Not so\r\n\r\n', 'Not so\n \t\n', 'Not so\n- ', 'Not so\n  - ', 'Not so\r\n# ', 'Not so\\n\\n', 'It is.\nNot so\n\n']) {
      assert.deepEqual(claims(`${before}CCER is CORSIA-eligible.`), [ccer], before);
    }
    for (const before of ['It is not so that\n', 'Not in v1.2 or ', 'Not so\r\n', 'It is not \\that ']) assert.deepEqual(claims(`${before}CCER is CORSIA-eligible`), [], before);
    const filler = (length: number) => `${'x'.repeat(length - 24)} CCER is CORSIA-eligible`;
    assert.deepEqual([filler(1000).length, claims(filler(1000)).length, claims(filler(1001)).length], [1000, 1, 0]);
  });
});

describe('running the rules', () => {
  const loud: Rule = { ...edgeWhitespace, judges: 'values', check: each => [{ span: each.body, path: [], message: { zh: '有。', en: 'There.' } }] };
  const silent = world([]);
  it('one that throws is reported, and the others go on', () => {
    const errors: string[] = [];
    const broken: Rule = { ...hiddenCharacter, check() { throw new Error('boom'); } };
    const made = record(front('title: x'));
    assert.deepEqual(check(made, silent, (rule, error) => errors.push(`${rule}: ${String(error)}`), [broken, loud]).map(({ rule }) => rule), ['edge-whitespace']);
    assert.deepEqual(errors, ['hidden-character: Error: boom']);
  });

  it('a record that no library holds is judged by its own facts', () => {
    assert.deepEqual(check(record(front('id: b'), 'zh/a.md'), silent, throwing).filter(({ rule }) => rule === 'id-not-file-name').length, 1);
  });

  it('nothing but the problem is told of a text that cannot be read at all', () => {
    const texts: Readonly<Record<string, string>> = {
      'conflict': front('a: b\n<<<<<<< ours\nc: d\n=======\nc: e\n>>>>>>> theirs\nf: g'), 'too-deep': front(`{"a": ${'['.repeat(300)}${']'.repeat(300)}}`),
      'too-large': front(`a: ${'x'.repeat(2 ** 20)}`), 'not-utf8': front(`title: ${'\ufffd\ufffd'.repeat(3)}\npubDate: x`),
    };
    for (const [kind, text] of Object.entries(texts)) {
      const made = record(text);
      assert.deepEqual([...new Set(made.problems.map(each => each.kind))], [kind]);
      assert.deepEqual(check(made, silent, throwing, [loud]), [], kind);
    }
    assert.equal(check(record(front('{ "a": 1 "b": 2 }')), silent, throwing, [loud]).length, 1);
  });

  it('values on the lines of any problem are guesses', () => {
    const made = record(front('{\n"title": " a" "x",\n"source": " b",\n"note": " c" "y"\n}'));
    assert.ok(made.problems.length >= 2);
    assert.deepEqual(check(made, silent, throwing, [edgeWhitespace]).map(({ path }) => path), [['source']]);
  });

  it('what follows from a layout, a hidden character or a merge is not told again, and the rest is', () => {
    const of = (text: string) => { const made = record(front(text), 'en/a.md'); return check(made, world([made]), throwing).map(({ rule, path }) => `${rule} ${path.join('.')}`.trim()); };
    const flat = of('title: x\nliability_period_years: 30\nfinancial_assurance: bond\ninjection_monitoring: x\nplr_index: 40');
    assert.ok(flat.some(each => each.startsWith('legacy-layout')), flat.join(', '));
    assert.deepEqual(flat.filter(each => /^(?:missing-field|unknown-field|unfilled-pillars|empty-analysis|missing-dimension)/.test(each)), []);
    const spelt = of('legalWeight: "Primary\u200b Legislation"\nstatus: Nowhere');
    assert.deepEqual(spelt.filter(each => /legalWeight|status/.test(each)), ['hidden-character legalWeight', 'unknown-term status']);
    assert.deepEqual(of('x: &x { a: 1 }\n<<: *x').filter(each => each.endsWith('<<')), ['alias-in-record <<']);
    assert.deepEqual(of('x: &x { a: 1 }\nfoo: *x').filter(each => each.endsWith('foo')), ['unknown-field foo', 'alias-in-record foo']);
    assert.deepEqual(of('{ "<<": "x" }').filter(each => each.endsWith('<<')), ['unknown-field <<']);
  });

  it('findings at one place come in the order of the rules, however they are handed in', () => {
    const made = record(front('{ "title": " a\u200b b\\r c " }'));
    const only: readonly Rule[] = [hiddenCharacter, edgeWhitespace, readsDifferently, loud];
    const sorted = (given: readonly Rule[]) => check(made, silent, throwing, given.filter(rule => rule !== loud)).map(({ rule }) => rule);
    assert.deepEqual(sorted(only), sorted([...only].reverse()));
    assert.deepEqual(sorted(only), rules.filter(({ id }) => ['hidden-character', 'edge-whitespace'].includes(id)).map(({ id }) => id));
  });

  it('an ignore takes a field and what is below it', () => {
    const uri = 'file:///library/policy-records.json';
    const made = record(front('title: " a"\nevolution: { clusters: [" b"], note: " c" }'), 'en/a.md');
    const judgedWith = (paths: readonly (string | undefined)[]) => {
      const { project } = readProject(uri, JSON.stringify({ ignore: paths.map(path => ({ rule: 'edge-whitespace', files: 'en/a.md', ...path === undefined ? {} : { path }, reason: 'so' })) }));
      const { findings, ignored } = judge(made, { ...silent, project }, throwing, [edgeWhitespace]);
      return [findings.map(({ path }) => path.join('.')), ignored.map(({ finding }) => finding.path.join('.'))];
    };
    assert.deepEqual(judgedWith([]), [['title', 'evolution.clusters.0', 'evolution.note'], []]);
    assert.deepEqual(judgedWith([undefined]), [[], ['title', 'evolution.clusters.0', 'evolution.note']]);
    assert.deepEqual(judgedWith(['title']), [['evolution.clusters.0', 'evolution.note'], ['title']]);
    assert.deepEqual(judgedWith(['evolution.clusters']), [['title', 'evolution.note'], ['evolution.clusters.0']]);
    assert.deepEqual(judgedWith(['source']), [['title', 'evolution.clusters.0', 'evolution.note'], []]);
  });
});

describe('mending in bulk', () => {
  it('is by every rule where nobody says otherwise', () => {
    const made = record(front('{ "title": " a" }'));
    const { record: after, applied } = fixAll(made, world([made]));
    assert.ok(applied >= 1);
    assert.match(after.text, /"title": "a"/);
  });

  const findingsAt = (text: string, found: readonly (readonly [path: Finding['path'], at: string, put: string])[]): readonly Finding[] => found.filter(([, at]) => text.includes(at)).map(([path, at, put]) => {
    const start = text.indexOf(at);
    const where = span(start, start + at.length);
    return { rule: 'edge-whitespace', severity: 'warning', span: where, path, message: { zh: '有。', en: 'There.' }, related: [],
      fixes: at === put ? [] : [{ title: { zh: '改。', en: 'Mend.' }, safe: true, changes: [{ kind: 'edit', uri: 'file:///library/zh/example.md', edits: [{ span: where, text: put }] }] }] };
  });
  const mend = (text: string, found: (text: string) => readonly Finding[]) => fixAll(record(front(text)), world([]), each => found(each.text));
  const bulk = (text: string, found: (text: string) => readonly Finding[]) => mend(text, found).record.text;

  it('takes a fix back that brings the same fault again', () => {
    const twice = (text: string) => [...findingsAt(text, [[['a'], 'one', 'two two']]), ...[...text.matchAll(/two/g)].flatMap(({ index }) => findingsAt(text, [[['a'], 'two', 'two']]).map(each => ({ ...each, span: span(index, index + 3) })))];
    assert.equal(bulk('a: one', twice), front('a: one'));
  });

  it('makes each fix whole or not at all, and of two that overlap the first', () => {
    const overlapping = (text: string) => findingsAt(text, [[['a'], 'abc', 'x']]).map((each): Finding => ({ ...each, fixes: each.fixes.map(fix => ({ ...fix, changes: fix.changes.flatMap(change => change.kind === 'edit'
      ? [{ ...change, edits: [...change.edits, { span: span(each.span.start + 1, each.span.end), text: 'y' }] }] : []) })) }));
    assert.deepEqual([bulk('a: abc', overlapping), mend('a: abc', overlapping).applied], [front('a: abc'), 0]);
    const two = (text: string) => findingsAt(text, [[['a'], 'ab', ''], [['b'], 'bc', '']]);
    assert.deepEqual([bulk('a: abc', two), mend('a: abc', two).applied], [front('a: c'), 1]);
    let looks = 0;
    const once = (text: string) => looks++ === 0 ? findingsAt(text, [[['b'], 'two', '2'], [['a'], 'one', '1']]) : [];
    assert.equal(bulk('a: one\nb: two', once), front('a: 1\nb: 2'));
  });

  it('knows a fault again that moved up in a list', () => {
    const inList = (text: string) => [...findingsAt(text, [[['a', 0], '  - one\n', '']]), ...text.includes('two') ? findingsAt(text, [[['a', text.includes('one') ? 1 : 0], 'two', 'two']]) : []];
    assert.equal(bulk('a:\n  - one\n  - two', inList), front('a:\n  - two'));
    const moved = (text: string) => [...findingsAt(text, [[['x'], '  - one\n', '']]), ...text.includes('two') ? findingsAt(text, [[['a', text.includes('one') ? 1 : 0], 'two', 'two']]) : []];
    assert.equal(bulk('a:\n  - one\n  - two', moved), front('a:\n  - two'));
    const inMap = (text: string) => findingsAt(text, [[['a'], 'one', 'two'], [['b'], 'two', 'two']]);
    assert.equal(bulk('a: one', inMap), front('a: one'));
  });
});

describe('aliases', () => {
  it('are told beside what else is wrong with their field', () => {
    assert.deepEqual(told(aliasInRecord, front('x: &x 1\nfoo: *x')).length, 1);
  });
});
