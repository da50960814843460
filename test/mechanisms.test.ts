import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { linkageModes, listedAsOf, mechanismKinds, mechanisms, mechanismsIn, type Mechanism } from '../server/schema/mechanisms.ts';
import { shared } from './shared.ts';

const words = { type: 'string', minLength: 1 };
const both = { type: 'object', required: ['zh', 'en'], properties: { zh: words, en: words } };
const when = { type: 'string', pattern: '^\\d{4}(?:-\\d{2}(?:-\\d{2})?)?$' };
const strings = { type: 'array', items: words, uniqueItems: true };
const some = (properties: object, required: readonly string[]) => ({ type: 'object', additionalProperties: false, required, properties });

/** What the data file of the mechanisms must be. */
const schema = some({
  asOf: some({ corsiaPhase1: when, ccpEligible: when }, ['corsiaPhase1', 'ccpEligible']),
  kinds: { type: 'array', items: some({ id: words, name: both, meaning: both }, ['id', 'name', 'meaning']) },
  linkageModes: { type: 'array', items: some({
    n: { type: 'integer' }, name: both, meaning: both, examples: { type: 'array', minItems: 1, items: some({ zh: words, en: words, mechanisms: strings }, ['zh', 'en', 'mechanisms']) },
  }, ['n', 'name', 'meaning', 'examples']) },
  mechanisms: { type: 'array', items: some({
    id: { type: 'string', pattern: '^[a-z]+(-[a-z]+)*$' }, abbr: words, name: both, aliases: strings, kind: words, basis: both, administrator: both,
    unit: some({ symbol: words, name: both }, ['symbol']), founded: when,
    history: { type: 'array', items: some({ date: when, zh: words, en: words }, ['date', 'zh', 'en']) },
    variants: { type: 'array', items: some({ name: words, note: both }, ['name', 'note']) },
    uses: { type: 'array', items: both }, venues: strings,
    figures: { type: 'array', items: some({ zh: words, en: words, asOf: when }, ['zh', 'en', 'asOf']) },
    linkage: { type: 'array', items: { type: 'integer', minimum: 1, maximum: 5 }, uniqueItems: true },
    corsiaPhase1: { type: 'boolean' }, corsiaNote: both, ccpEligible: { type: 'boolean' },
  }, ['id', 'abbr', 'name', 'aliases', 'kind', 'uses', 'venues', 'figures', 'linkage']) },
}, ['asOf', 'kinds', 'linkageModes', 'mechanisms']);

const han = /\p{Script=Han}/u;
const crediting = new Set(['international', 'government', 'independent']);
const unique = (values: readonly string[]) => assert.deepEqual(values.filter((value, i) => values.indexOf(value) !== i), []);
const namesOf = ({ abbr, name, aliases }: Mechanism) => [...new Set([abbr, name.zh, name.en, ...aliases])];

interface Fact { readonly id: string; readonly abbr: string; readonly kind: string; readonly founded?: string | null; readonly corsiaPhase1?: boolean; readonly ccpEligible?: boolean; readonly counts?: string }

describe('the mechanisms', () => {
  it('have the shape they should', () => {
    const check = new Ajv({ strict: true, allErrors: true }).compile(schema);
    assert.ok(check(JSON.parse(readFileSync(join(__dirname, '../schemas/mechanisms.json'), 'utf8'))), JSON.stringify(check.errors));
  });

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

  it('are linked in five ways, and each example names mechanisms that say so', () => {
    assert.deepEqual(linkageModes.map(({ n }) => n), [1, 2, 3, 4, 5]);
    for (const { n, examples } of linkageModes) for (const id of examples.flatMap(each => each.mechanisms)) assert.ok(mechanisms.some(each => each.id === id), `${n}: ${id}`);
    for (const each of mechanisms) for (const n of each.linkage) assert.ok(linkageModes.some(mode => mode.n === n), each.id);
  });

  it('are on the lists of CORSIA and of the ICVCM as those stood', () => {
    const listed = (pick: (each: Mechanism) => boolean | undefined) => mechanisms.filter(pick).map(({ abbr }) => abbr).sort();
    assert.deepEqual(listed(({ corsiaPhase1 }) => corsiaPhase1), ['ACR', 'ART', 'CAR', 'GCC', 'GS', 'VCS']);
    assert.deepEqual(listed(({ ccpEligible }) => ccpEligible), ['ACR', 'ART', 'CAR', 'Equitable Earth', 'GS', 'Isometric', 'VCS']);
    assert.equal(listedAsOf.corsiaPhase1, '2024-10');
  });

  it('are found in a text by any name, and not within other words', () => {
    const found = (text: string) => [...mechanismsIn(text)].map(({ mechanism, start, end }) => `${mechanism.id}:${text.slice(start, end)}`);
    assert.deepEqual(found('Verified Carbon Standard, VCS’s VCUs and CCERs, not a car, START, ART-like or ACRE'), ['vcs:Verified Carbon Standard', 'vcs:VCS', 'ccer:CCER']);
    assert.deepEqual(found('中国核证自愿减排量与黄金标准、J-Credit'), ['ccer:中国核证自愿减排量', 'gs:黄金标准', 'j-credit:J-Credit']);
    assert.deepEqual(found('Gold Standard for the Global Goals'), ['gs:Gold Standard for the Global Goals']);
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
    }
  });
});
