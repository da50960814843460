import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { linkageModes, listedAsOf, mechanismKinds, mechanisms, mechanismsIn, type Mechanism } from '../server/schema/mechanisms.ts';
import { shared } from './shared.ts';

const han = /\p{Script=Han}/u;
const crediting = new Set(['international', 'government', 'independent']);
const unique = (values: readonly string[]) => assert.deepEqual(values.filter((value, i) => values.indexOf(value) !== i), []);
const namesOf = ({ abbr, name, aliases }: Mechanism) => [...new Set([abbr, name.zh, name.en, ...aliases])];

interface Fact { readonly id: string; readonly abbr: string; readonly kind: string; readonly founded?: string | null; readonly unit?: string | null; readonly corsiaPhase1?: boolean; readonly ccpEligible?: boolean; readonly counts?: string }

describe('the mechanisms', () => {
  it('are 17 that issue credits and three above them, each of one kind, with one meaning for every name', () => {
    assert.equal(mechanisms.filter(({ kind }) => crediting.has(kind)).length, 17);
    assert.equal(mechanisms.length, 20);
    unique(mechanisms.map(({ id }) => id));
    unique(mechanisms.flatMap(namesOf));
    for (const each of mechanisms) {
      assert.ok(mechanismKinds.some(({ id }) => id === each.kind), each.id);
      assert.equal(each.corsiaPhase1 !== undefined && each.ccpEligible !== undefined, crediting.has(each.kind), each.id);
    }
  });

  it('speak English in English', () => {
    const english = (value: unknown): readonly string[] => typeof value !== 'object' || value === null ? []
      : Object.entries(value).flatMap(([key, inner]) => key === 'en' ? [String(inner)] : english(inner));
    for (const text of english({ mechanisms, mechanismKinds, linkageModes })) assert.ok(!han.test(text), text);
    for (const { meaning } of [...mechanismKinds, ...linkageModes]) assert.ok(meaning.zh.endsWith('。') && meaning.en.endsWith('.'), meaning.en);
  });

  it('are linked in five ways, and each takes part in just those whose examples name it', () => {
    assert.deepEqual(linkageModes.map(({ n }) => n), [1, 2, 3, 4, 5]);
    for (const { n, examples } of linkageModes) for (const id of examples.flatMap(each => each.mechanisms)) assert.ok(mechanisms.some(each => each.id === id), `${n}: ${id}`);
    for (const each of mechanisms) {
      assert.deepEqual(each.linkage, linkageModes.filter(({ examples }) => examples.some(example => example.mechanisms.includes(each.id))).map(({ n }) => n), each.id);
    }
  });

  it('are on the lists of CORSIA and of the ICVCM as those stood', () => {
    const listed = (pick: (each: Mechanism) => boolean | undefined) => mechanisms.filter(pick).map(({ abbr }) => abbr).sort();
    assert.deepEqual(listed(({ corsiaPhase1 }) => corsiaPhase1), ['ACR', 'ART', 'CAR', 'GCC', 'GS', 'VCS']);
    assert.deepEqual(listed(({ ccpEligible }) => ccpEligible), ['ACR', 'ART', 'CAR', 'Equitable Earth', 'GS', 'Isometric', 'VCS']);
    assert.equal(listedAsOf.corsiaPhase1, '2024-10');
  });

  it('say when each figure held', () => {
    const figures = [...mechanisms.flatMap(each => each.figures), ...mechanismKinds.flatMap(each => each.figures ?? [])];
    assert.equal(figures.length, 40);
    for (const { en, asOf } of figures) assert.match(asOf, /^20(?:21|24|25)(?:-\d{2}(?:-\d{2})?)?$/, en);
    for (const { id, figures: own } of mechanisms) {
      if (own.length === 0) assert.ok(['art', 'gcc', 'isometric', 'equitable-earth', 'vcmi'].includes(id), id);
    }
  });

  it('are found in a text by any name, and not within other words', () => {
    const found = (text: string) => [...mechanismsIn(text)].map(({ mechanism, start, end }) => `${mechanism.id}:${text.slice(start, end)}`);
    assert.deepEqual(found('Verified Carbon Standard, VCS’s VCUs and CCERs, not a car, START, ART-like or ACRE'), ['vcs:Verified Carbon Standard', 'vcs:VCS', 'ccer:CCER']);
    assert.deepEqual(found('中国核证自愿减排量与黄金标准、J-Credit'), ['ccer:中国核证自愿减排量', 'gs:黄金标准', 'j-credit:J-Credit']);
    assert.deepEqual(found('Gold Standard for the Global Goals'), ['gs:Gold Standard for the Global Goals']);
  });

  it('are found by each of their names wherever it stands, the last two characters of a text included', () => {
    for (const name of mechanisms.flatMap(namesOf)) {
      for (const text of [name, `C ${name}`, `（${name}）`, `GS ${name}`, `CCU${name.length > 40 ? ' ' : '，'}${name}`]) {
        const [found] = mechanismsIn(text).slice(-1);
        assert.deepEqual(found && text.slice(found.start, found.end), name, text);
        assert.ok(namesOf(found?.mechanism ?? assert.fail()).includes(name), text);
      }
      // One that is cut off names at most a shorter one.
      assert.ok(mechanismsIn(name.slice(0, -1)).every(({ start, end }) => end - start < name.length), name);
    }
  });

  it('are those of the reference facts (needs ../shared)', function () {
    const facts = (JSON.parse(readFileSync(shared(this, 'facts/mechanisms.json'), 'utf8')) as { mechanisms: readonly Fact[] }).mechanisms;
    assert.deepEqual(mechanisms.map(({ id, abbr, kind, corsiaPhase1, ccpEligible }) => ({ id, abbr, kind, corsiaPhase1, ccpEligible })),
      facts.map(({ id, abbr, kind, corsiaPhase1, ccpEligible }) => ({ id, abbr, kind, corsiaPhase1, ccpEligible })));
    for (const fact of facts) {
      const own = mechanisms.find(({ id }) => id === fact.id);
      const founded = fact.founded?.match(/^\d{4}(?:-\d{2})?/)?.[0];
      if (founded !== undefined) assert.equal(own?.founded, founded, fact.id);
      if (fact.counts !== undefined) assert.ok(own?.figures.length, fact.id);
      assert.ok(own?.unit ? fact.unit?.startsWith(own.unit.symbol) : !fact.unit, fact.id);
    }
  });
});
