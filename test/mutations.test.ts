import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Locale } from '../server/base/both.ts';
import { companionOf, type Companion } from '../server/record/companions.ts';
import { corpusOf } from '../server/record/corpus.ts';
import { factsOf, type Facts } from '../server/record/facts.ts';
import { rules } from '../server/rules/index.ts';
import { uriIn } from '../server/rules/library.ts';
import type { Finding } from '../server/rules/rule.ts';
import { check, fieldOf } from '../server/rules/run.ts';
import { builtInCollections, kindOf, policies as policiesName } from '../server/schema/collections.ts';
import { noProject } from '../server/schema/project.ts';
import { parseRecord } from '../server/syntax/parse.ts';
import type { PolicyRecord, Style } from '../server/syntax/record.ts';
import { factDefects } from './mutations/facts.ts';
import { mended } from './mutations/clean.ts';
import { lineageDefects } from './mutations/lineage.ts';
import { lineOf } from './mutations/place.ts';
import { policiesOf, copyOf, randomFrom, textOf, type Defect, type Policy, type Scene } from './mutations/scene.ts';
import { scoreDefects } from './mutations/scores.ts';
import { shapeDefects } from './mutations/shape.ts';
import { textDefects } from './mutations/text.ts';
import { shared } from './shared.ts';

const defects: readonly Defect[] = [...textDefects, ...shapeDefects, ...scoreDefects, ...lineageDefects, ...factDefects];
const styles: readonly Style[] = ['json', 'flow', 'block'];
const date = '2026-07-22-flow';

/** How many mistakes are made; `MUTATIONS=200` makes fewer while one is at work. */
const wanted = Number(process.env['MUTATIONS'] ?? 20_000);
const seed = Number(process.env['SEED'] ?? 1);

/** Rules whose fault does not fit into a text that is made 20,000 times, a mebibyte of frontmatter, or is none of a policy's. */
const apart = ['too-large', 'not-as-described'];

describe(`${wanted} mistakes in clean records, each found where it is and nothing else (needs ../shared)`, function () {
  this.timeout(900_000);
  let clean: readonly Policy[] = [];
  let facts: ReadonlyMap<string, Facts> = new Map();
  const told = new Map<string, readonly string[]>();

  before(function () {
    const policies = policiesOf(shared(this, join('corpus', date, 'policies'))).map(mended);
    const all = policies.flatMap(policy => (['zh', 'en'] as const).map(locale => recordOf(locale, policy.stem, textOf(policy[locale], 'flow'))));
    const world = worldOf(all.map(factsOf));
    const findings = new Map(all.map(record => [record.uri, check(record, world)]));
    const isClean = ({ stem }: Policy) => (['zh', 'en'] as const).every(locale => findings.get(uriIn(`${locale}/${stem}.md`))?.length === 0);
    clean = policies.filter(isClean);
    facts = new Map(clean.flatMap(({ stem }) => all.filter(record => record.uri.endsWith(`/${stem}.md`)).map(record => [record.uri, factsOf(record)] as const)));
    console.log(`      ${clean.length} clean policies`);
    assert.ok(clean.length >= 20, `${clean.length} clean policies`);
  });

  it('has a mistake for every rule of the catalogue', () => {
    const made = new Set(defects.map(({ rule }) => rule));
    assert.deepEqual(rules.map(({ id }) => id).filter(id => !made.has(id) && !apart.includes(id)), []);
  });

  it('finds all of them, on their line, and nothing else', () => {
    const random = randomFrom(seed);
    const counts = new Map<string, number>();
    const wrong: string[] = [];
    let made = 0;
    for (let turn = 0; made < wanted && turn < wanted * 4; turn++) {
      const defect = defects[turn % defects.length]!;
      const style = random.of(defect.styles ?? styles);
      const locale = random.of(['zh', 'en'] as const);
      const policy = random.of(clean);
      const other = random.of(clean.filter(each => each !== policy));
      const scene: Scene = { own: copyOf(policy[locale]), twin: copyOf(policy[locale === 'zh' ? 'en' : 'zh']), other, stem: policy.stem, locale, style, random, files: new Map() };
      const result = attempt(defect, scene);
      if (!result) continue;
      made++;
      counts.set(defect.rule, (counts.get(defect.rule) ?? 0) + 1);
      const { record, line, findings } = result;
      const before = [...baseOf(policy, locale, style)];
      const extra: Finding[] = [];
      let found = false;
      for (const finding of findings) {
        if (!found && finding.rule === defect.rule && record.lines.lineOf(finding.span.start) === line) { found = true; continue; }
        const known = before.indexOf(nameOf(finding));
        if (known >= 0) before.splice(known, 1);
        else if (!defect.also?.includes(finding.rule)) extra.push(finding);
      }
      const where = `${defect.rule} in ${style} ${locale}/${policy.stem} (turn ${turn}), line ${line + 1}: ${JSON.stringify(record.text.split('\n')[line])}`;
      if (!found) wrong.push(`not found: ${where}; there are ${findings.filter(({ rule }) => rule === defect.rule).map(({ span, rule }) => `${rule} on line ${record.lines.lineOf(span.start) + 1}`).join(', ') || 'none'}`);
      for (const { rule, message, span } of extra) wrong.push(`extra ${rule} (“${message.en}”, line ${record.lines.lineOf(span.start) + 1}): ${where}`);
    }
    assert.ok(made >= wanted, `${made} made`);
    const shown = process.env['ALL'] ? wrong : [...new Map(wrong.map(each => [/^(?:not found: \S+|extra \S+ .*?: \S+)/.exec(each.replace(/“.*?”/, ''))?.[0], each])).values()];
    assert.equal(wrong.length, 0, `${wrong.length} of ${made}:\n${shown.slice(0, 60).join('\n')}`);
    const few = rules.map(({ id }) => id).filter(id => !apart.includes(id) && (counts.get(id) ?? 0) < Math.min(20, wanted / 1000));
    assert.deepEqual(few, [], 'rules with few mistakes');
  });

  /** Makes one mistake and checks the file it is in. */
  function attempt(defect: Defect, scene: Scene): { readonly record: PolicyRecord; readonly line: number; readonly findings: readonly Finding[] } | undefined {
    const { own, twin, locale, style, stem, files } = scene;
    const mark = defect.make?.(scene);
    if (defect.make && !mark) return undefined;
    let text = textOf(own, style);
    let line = mark ? lineOf(text, mark) : 0;
    if (defect.slip) {
      const slipped = defect.slip(text, scene);
      if (!slipped) return undefined;
      ({ text, line } = slipped);
    }
    const record = recordOf(locale, stem, text);
    const library = new Map(facts);
    const companions: Companion[] = [];
    const otherLanguage = locale === 'zh' ? 'en' : 'zh';
    const put = (file: string, content: string | undefined) => {
      const its = content === undefined ? undefined : kindOf(parseRecord(uriIn(file), content)!, builtInCollections);
      if (content === undefined) library.delete(uriIn(file));
      else if (its && its.name !== policiesName) companions.push(companionOf(parseRecord(uriIn(file), content)!, its));
      else library.set(uriIn(file), factsOf(parseRecord(uriIn(file), content)!));
    };
    put(`${otherLanguage}/${stem}.md`, textOf(twin, style));
    for (const [file, content] of files) put(file, content);
    library.set(record.uri, factsOf(record));
    return { record, line, findings: check(record, worldOf([...library.values()], companions), throwing) };
  }

  /** What a policy gives before anything is done to it. */
  function baseOf(policy: Policy, locale: Locale, style: Style): readonly string[] {
    const id = `${policy.stem} ${locale} ${style}`;
    const known = told.get(id);
    if (known) return known;
    const record = recordOf(locale, policy.stem, textOf(policy[locale], style));
    const names = check(record, worldOf([...facts.values()]), throwing).map(nameOf);
    told.set(id, names);
    return names;
  }
});

const recordOf = (locale: Locale, stem: string, text: string): PolicyRecord => parseRecord(uriIn(`${locale}/${stem}.md`), text)!;
const worldOf = (all: readonly Facts[], companions: readonly Companion[] = []) => ({ corpus: corpusOf(all, companions), today: '2026-11-20', author: 'Li Wei', project: noProject() });
const nameOf = ({ rule, path }: Finding): string => `${rule} ${fieldOf(path)}`;
const throwing = (rule: string, error: unknown): never => { throw new Error(`${rule} threw`, { cause: error }); };
