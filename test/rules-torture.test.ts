import assert from 'node:assert/strict';
import { apply, compatible } from '../server/base/edit.ts';
import { corpusOf } from '../server/record/corpus.ts';
import { factsOf } from '../server/record/facts.ts';
import { plainChanges } from '../server/rules/changes.ts';
import { bulkFixOf, fixAll, worldAfter } from '../server/rules/fix-all.ts';
import { uriIn } from '../server/rules/library.ts';
import type { Finding, Fix, World } from '../server/rules/rule.ts';
import { check } from '../server/rules/run.ts';
import { noProject } from '../server/schema/project.ts';
import { parseRecord } from '../server/syntax/parse.ts';
import { isBroken, type PolicyRecord, type Style } from '../server/syntax/record.ts';
import { dataOf, type Data } from '../server/syntax/tree.ts';
import { record } from './fixture.ts';
import { randomFrom, type Random } from './mutations/scene.ts';
import { frontmatter, seeds } from './syntax/library.ts';

/** How many records are damaged; `TORTURE=20000` for a long night. */
const rounds = Number(process.env['TORTURE'] ?? 150);
const first = Number(process.env['TORTURE_SEED'] ?? 1);

type Tree = { [key: string]: unknown };
const styles: readonly Style[] = ['json', 'flow', 'block'];
const originals = seeds.map(({ file, text }) => {
  const made = record(text, file);
  return { file, data: JSON.stringify(dataOf(made.root)), body: text.slice(made.fences.body.start) };
});

/** Characters that a slip of the hand, an input method, a broken program or an attacker puts into a text. */
const characters = ['"', '\'', '“', '”', '‘', '{', '}', '[', ']', '：', ':', ': ', ',', '，', '\t', '\r', '\n', '\r\n', '\u2028', '\u0085', '\u00a0', '\u3000', '\u200b', '\u200d', '\u202e', '\u2066', '\ufeff', '\ufffd', '\0',
  '\ud83d', '\ude00', '😀', '👩‍🔬', '#', '&a ', '*a', '<<', '|', '>', '- ', '---', '---\n', '...\n', '\\', '\\r', '\\u', '\\ud800', '%', '@', '`', '！', '１', '。', 'é', 'é', '!!str ', '? ', '<<<<<<< a\n', '=======\n', '>>>>>>> b\n', ' ', '  '];

/** Values of another type than any field wants, or of the right type and the wrong mind. */
const values: readonly unknown[] = [null, true, false, 0, -1, 1e308, 40, 41, 100.5, 1704067200000, '', ' ', '~', 'null', 'TBD', '待定。', 'TBD；待定', '60', '６０', '2024', '2024-01-01', '2024-02-30', '2026-11-20', '2999-12-31', '２０２４－０１－０１', '2024-01-01T00:00:00Z', '2024年3月5日', 'Mar 5 2024', '12:30:00',
  [], {}, [null], [[]], [{}], [''], ['a', 'a'], { a: 1 }, { '__proto__x': 1 }, { score: 50 }, ['intl-ccs-plus-framework'], 'intl-ccs-plus-framework', 'intl-paris-art-6-4-ccs', '../../etc/passwd', 'CON', '__proto__', 'constructor', 'toString', 'x'.repeat(20_000), '碳'.repeat(500), 'a '.repeat(3000),
  'http://', 'https://', 'http://example.org', 'https://www.example.org/', 'www.example.org/a b', 'https://[::1', 'javascript:alert(1)', 'http://a.b/%', 'Active', '现行', 'Superseded', '被取代', 'Upcoming', 'draft', 'verified', 'Human Audit Pending', 'Regulatory', '法律监管', 'Republic of Korea', 'Law', 'ICVCM 9.7 and 14.1, attribute 4',
  'CCER is CORSIA-eligible and CCP-Approved.', '[AI-Generated] ', '[AI-Generated]', '## 概览  正文', 'a\\r \\r b', 'a\r\nb', '\ud83d', 'a\u202eb', '‍', 'ﬁ', 'No direct incentive found.', 'Baseline strategic alignment under V5.0 migration.', 'High', 'Ｈｉｇｈ', '暂无', '无', '18 个月内许可', 'Section 45Q tax credit'];
const names = ['__proto__', 'constructor', 'toString', '1', '0', '', ' ', 'scroe', 'score', 'id ', 'ID', '标题', 'a.b', 'a/b', '<<', 'length', 'mrv', 'market', 'analysis', 'evidence', 'supersedes', 'plr_index', 'technical', 'url', 'pore_space_rights', 'title', 'hasOwnProperty', 'null', 'true', '2024'];

/** One change of the data: a value becomes another, a key is lost, renamed, or moved to where it does not belong. */
function hurtData(root: Tree, random: Random): void {
  const maps = [...mapsIn(root)];
  const map = random.of(maps);
  const keys = Object.keys(map);
  const key = keys.length > 0 ? random.of(keys) : random.of(names);
  const own = Object.hasOwn(map, key) ? map[key] : 1;
  const put = (at: Tree, name: string, value: unknown) => Object.defineProperty(at, name, { value, enumerable: true, configurable: true, writable: true });
  switch (random.below(6)) {
    case 0: delete map[key]; break;
    case 1: put(map, random.of(names), own); delete map[key]; break;
    case 2: put(random.of(maps), key, structuredClone(own)); break;
    case 3: put(map, random.of(names), random.of(values)); break;
    default: put(map, key, random.of(values));
  }
}

function* mapsIn(value: unknown): Generator<Tree> {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) yield value as Tree;
  for (const each of Object.values(value)) yield* mapsIn(each);
}

/** One change of the text. */
function hurtText(text: string, random: Random): string {
  const at = random.below(text.length + 1);
  const lines = text.split('\n');
  const [a, b] = [random.below(lines.length), random.below(lines.length)];
  switch (random.below(9)) {
    case 0: return text.slice(0, at) + text.slice(at + 1 + random.below(3));
    case 1: case 2: case 3: return text.slice(0, at) + random.of(characters) + text.slice(at);
    case 4: { [lines[a], lines[b]] = [lines[b]!, lines[a]!]; return lines.join('\n'); }
    case 5: lines.splice(a, 0, lines[b]!); return lines.join('\n');
    case 6: lines.splice(a, 1 + random.below(3)); return lines.join('\n');
    case 7: return random() < 0.3 ? text.slice(0, at) : text.replaceAll('\n', '\r\n');
    default: { const next = text.slice(at).search(/["':,{}[\]]/); return next < 0 ? `\ufeff${text}` : text.slice(0, at + next) + random.of(characters) + text.slice(at + next + 1); }
  }
}

/** A seed in any notation after some damage. */
function tortured({ data, body }: (typeof originals)[number], random: Random): string {
  const root = JSON.parse(data) as Tree;
  for (let n = random.below(5); n > 0; n--) hurtData(root, random);
  const style = random.of(styles);
  let text = `---\n${frontmatter[style]((style === 'json' ? root : withoutNull(root)) as Data)}\n---\n${random() < 0.1 ? '' : body.slice(0, 600)}`;
  for (let n = random() < 0.5 ? 0 : random.below(5); n > 0; n--) text = hurtText(text, random);
  return text;
}

/** Data as it is read: what is null is nothing. */
const withoutNull = (value: unknown): unknown => value === null ? undefined : Array.isArray(value) ? value.map(withoutNull)
  : typeof value === 'object' ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withoutNull(each)])) : value;

const throwing = (rule: string, error: unknown): never => { throw new Error(`${rule} threw`, { cause: error }); };
const libraryOf = (texts: ReadonlyMap<string, string>): readonly PolicyRecord[] => [...texts].flatMap(([uri, text]) => parseRecord(uri, text) ?? []);
const worldOf = (records: readonly PolicyRecord[], author?: string): World => ({ corpus: corpusOf(records.map(factsOf)), today: '2026-11-20', author, project: noProject(uriIn('policy-records.json')) });

/** What JSON holds is what JSON.parse makes of it, however its lines are indented. */
function isRead({ style, problems, root, text, fences }: PolicyRecord): void {
  if (style !== 'json' || problems.length > 0 || root === undefined) return;
  const told = JSON.stringify(dataOf(root), (_, value: unknown) => value ?? null);
  const keys = new Set(told.match(/"(?:[^"\\]|\\.)*":/g));
  const parsed = JSON.stringify(JSON.parse(text.slice(fences.inner.start, fences.inner.end).replace(/^\ufeff/, '')) as unknown);
  // Of a key that stands twice each reader has its own choice.
  if (keys.size === (text.match(/"(?:[^"\\]|\\.)*"\s*:/g) ?? []).length) assert.equal(told, parsed);
}

/** Looks at all that is said of a record and at all that its fixes would do. */
function endure(made: PolicyRecord, world: World, texts: ReadonlyMap<string, string>): void {
  isRead(made);
  const findings = check(made, world, throwing);
  const seen = new Set<string>();
  for (const finding of findings) {
    const key = JSON.stringify([finding.rule, finding.span, finding.path]);
    assert.ok(!seen.has(key), `${key} is told twice`);
    seen.add(key);
    assert.ok(Number.isInteger(finding.span.start) && finding.span.start >= 0 && finding.span.start <= finding.span.end && finding.span.end <= made.text.length, `${finding.rule} is drawn from ${finding.span.start} to ${finding.span.end} of ${made.text.length}`);
    isTold(finding.rule, finding.message, finding);
    for (const related of finding.related) {
      isTold(finding.rule, related.message);
      if ('span' in related && related.uri === made.uri) assert.ok(related.span.start >= 0 && related.span.start <= related.span.end && related.span.end <= made.text.length, finding.rule);
    }
    assert.ok(finding.related.length <= 12, `${finding.rule} points at ${finding.related.length} places`);
    for (const fix of finding.fixes) isMended(made, finding, fix, world, texts);
  }
  const mended = fixAll(made, world, (each, its) => check(each, its, throwing));
  const again = fixAll(mended.record, worldAfter(world, mended.record), (each, its) => check(each, its, throwing));
  assert.equal(again.applied, 0, `mending a second time changes ${made.uri}`);
  const count = (all: readonly Finding[]) => all.length;
  if (!isBroken(made)) assert.ok(count(check(mended.record, worldAfter(world, mended.record), throwing)) <= count(findings), 'mending in bulk brings findings');
}

/** Sentences in both languages that say something. */
function isTold(rule: string, { zh, en }: { readonly zh: string; readonly en: string }, finding?: Finding): void {
  for (const sentence of [zh, en]) {
    assert.ok(sentence.trim().length > 1, `${rule} says nothing`);
    assert.doesNotMatch(sentence, /\bundefined\b|\[object |\bNaN\b|\[native code|=>/, rule);
    assert.ok(sentence.length <= 260, `${rule} talks too much: ${sentence.length} ${sentence}`);
    assert.doesNotMatch(sentence, /[\r\n\0]/, `${rule} speaks in lines`);
  }
  if (finding) assert.match(en, /[.?”)]$/, rule);
}

function isMended(made: PolicyRecord, finding: Finding, fix: Fix, world: World, texts: ReadonlyMap<string, string>): void {
  const what = `“${fix.title.en}” of ${finding.rule}`;
  isTold(finding.rule, fix.title);
  const plain = plainChanges(fix.changes, uri => uri === made.uri ? made.text : texts.get(uri));
  if (!plain) return;
  const own = plain.flatMap(change => change.kind === 'edit' && change.uri === made.uri ? change.edits : []);
  for (const { span } of own) assert.ok(span.start >= 0 && span.start <= span.end && span.end <= made.text.length, what);
  assert.equal(compatible(own).length, own.length, `${what} overlaps itself`);
  const after = parseRecord(made.uri, apply(made.text, own));
  assert.ok(after, `${what} leaves no record`);
  // Once the first fault of a text is mended, others behind it come to light.
  if (!isBroken(made)) assert.deepEqual(after.problems.map(({ reason }) => reason.en), [], `${what} breaks the text`);
  if (fix.safe && !isBroken(made)) assert.equal(after.style, made.style, what);
  if (!isBroken(made) && own.length > 0 && bulkFixOf({ ...finding, fixes: [fix] }, made.uri)) {
    const left = check(after, worldAfter(world, after), throwing).filter(each => each.rule === finding.rule && each.message.en === finding.message.en);
    assert.ok(left.length < check(made, world, throwing).filter(each => each.rule === finding.rule && each.message.en === finding.message.en).length, `${what} does not quiet it: ${finding.message.en}`);
  }
}

describe('records that are damaged at random', function () {
  this.timeout(0);

  it(`nothing throws, and all that is said and offered holds, in ${rounds} records`, () => {
    const failures = new Map<string, string>();
    for (let seed = first; seed < first + rounds; seed++) {
      const random = randomFrom(seed);
      const texts = new Map(originals.map(original => [uriIn(original.file), random() < 0.6 ? tortured(original, random) : `---\n${original.data}\n---\n${original.body}`]));
      const uri = uriIn(random.of(originals).file);
      const text = tortured(originals.find(({ file }) => uriIn(file) === uri)!, random);
      texts.set(uri, text);
      const made = parseRecord(uri, text);
      if (!made) continue;
      const world = worldOf(libraryOf(texts), random() < 0.5 ? 'Li Wei' : undefined);
      try { endure(made, world, texts); } catch (error) {
        const { message, cause } = error instanceof Error ? error : new Error(String(error));
        const why = `${message}${cause instanceof Error ? `: ${cause.stack}` : ''}`;
        if (!failures.has(why.slice(0, 50))) failures.set(why.slice(0, 50), `TORTURE_SEED=${seed} TORTURE=1: ${why}`);
      }
    }
    if (failures.size > 0) throw new Error([...failures.values()].join('\n'));
  });
});

describe('libraries in which everything points at everything', function () {
  this.timeout(0);
  const many = 240;
  const ids = Array.from({ length: many }, (_, i) => `p-${i}`);
  const around = (i: number) => ids[(i + many) % many] ?? '';
  /** How each record of a library differs from the others. */
  const tangles: Readonly<Record<string, (i: number) => Tree>> = {
    'one title and one url': () => ({}),
    'everything supersedes everything': i => ({ title: `第 ${i} 号条例`, evolution: { supersedes: ids, supersededBy: around(i + 1) } }),
    'circles of three': i => ({ title: `第 ${i} 号条例`, evolution: { supersedes: [around(i % 3 === 2 ? i - 2 : i + 1), around(i)], supersededBy: around(i % 3 === 0 ? i + 2 : i - 1) } }),
    'one that all supersede': i => ({ title: `第 ${i} 号条例`, evolution: { supersedes: i > 0 ? ['p-0'] : [], supersededBy: i > 0 ? '' : 'p-7' } }),
    'one that all name': i => ({ title: `第 ${i} 号条例`, evolution: { supersedes: [], supersededBy: i > 0 ? 'p-0' : '' } }),
    'ids of no one': i => ({ title: `第 ${i} 号条例`, url: `https://law.example.org/${i}`, evolution: { supersedes: ids.map(id => `q${id}`), supersededBy: 'q' } }),
    'one id': () => ({ id: 'p-1' }),
    'odd lineages': i => ({ title: `第 ${i} 号条例`, evolution: ([[], 'p-1', { supersedes: 'p-2' }, { supersedes: [['p-1'], null, 7, {}, '', ' p-2 '] }, { supersedes: {}, supersededBy: ['p-3'] }, { supersededBy: around(i) }] as const)[i % 6] }),
  };

  for (const [name, tangle] of Object.entries(tangles)) {
    it(`${name}: a record is checked at once, with few words`, () => {
      const base = JSON.parse(originals.find(({ file }) => file === 'zh/intl-paris-art-6-4-ccs.md')?.data ?? '{}') as Tree;
      const textOf = (i: number) => `---\n${frontmatter[styles[i % 3] ?? 'json']({ ...base, id: `p-${i}`, ...tangle(i) } as Data)}\n---\n正文。\n`;
      const files = ids.flatMap((id, i) => [[uriIn(`zh/${id}.md`), textOf(i)] as const, ...i % 7 === 0 ? [[uriIn(`en/${id}.md`), textOf(i + 1)] as const] : []]);
      const world = worldOf(libraryOf(new Map(files)));
      for (const i of [0, 1, 7, 8, 199]) {
        const made = record(textOf(i), `zh/p-${i}.md`);
        check(made, world, throwing);
        const start = process.cpuUsage();
        const findings = check(made, world, throwing);
        // A rule that goes through all pairs takes ten times as long on any machine.
        const taken = process.cpuUsage(start).user / 1000;
        assert.ok(taken < 2000, `${taken} ms`);
        for (const { rule, message, related, fixes } of findings) {
          isTold(rule, message);
          assert.ok(related.length <= 10 || rule === 'supersedes-cycle', `${rule} points at ${related.length} places`);
          assert.ok(fixes.length <= 8, `${rule} offers ${fixes.length} fixes`);
        }
      }
    });
  }
});
