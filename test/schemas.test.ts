import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import Ajv, { type AnySchemaObject } from 'ajv';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';
import { validate } from '../server/schema/compiled.js';
import { emptyMap, type Data } from '../server/syntax/tree.ts';
import { shared } from './shared.ts';

type Bilingual = { readonly zh: string; readonly en: string };

type Annotated = {
  readonly title?: string;
  readonly description?: string;
  readonly 'x-zh'?: { readonly title: string; readonly description: string };
  readonly 'x-vocabulary'?: string;
  readonly $ref?: string;
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, Annotated>>;
  readonly required?: readonly string[];
  readonly items?: Annotated;
  readonly definitions?: Readonly<Record<string, Annotated>>;
  readonly additionalProperties?: boolean;
};

type Term = {
  readonly id: string;
  readonly written: Bilingual;
  readonly name: Bilingual;
  readonly meaning: Bilingual;
  readonly aliases: readonly string[];
  readonly dimension?: string;
};

type LegalWeight = Term & { readonly rank: number; readonly drift: readonly string[] };

type Vocabularies = Readonly<Record<'categories' | 'statuses' | 'reviewStatuses' | 'scopes', readonly Term[]>>;

type Jurisdiction = {
  readonly id: string;
  readonly zh: string;
  readonly en: string;
  readonly iso2?: string;
  readonly kind: string;
  readonly idPrefixes: readonly string[];
  readonly aliases: readonly string[];
};

type Dimension = {
  readonly key: string;
  readonly zh: string;
  readonly en: string;
  readonly core: boolean;
  readonly asks: Bilingual;
  readonly anchors?: Readonly<Record<string, Bilingual>>;
  readonly category?: string;
  readonly icvcm: readonly string[];
};

type Band = { readonly from: number; readonly to: number; readonly zh: string; readonly en: string; readonly meaning: Bilingual };

type Pillar = { readonly key: string; readonly zh: string; readonly en: string; readonly asks: Bilingual; readonly icvcm: readonly string[] };

type Tuple = { readonly dimension: string; readonly score: number; readonly label: string; readonly evidence: string };

type Criterion = {
  readonly id: string;
  readonly level: string;
  readonly section?: number;
  readonly ccp?: number;
  readonly status: string;
  readonly title: Bilingual;
  readonly uncertain?: boolean;
  readonly summary: Bilingual;
  readonly subs: readonly string[];
  readonly dimensions: readonly string[];
  readonly pillars: readonly string[];
  readonly ciwp: readonly number[];
};

type Ccp = { readonly n: number; readonly zh: string; readonly en: string; readonly sections: readonly number[] };

/** One criterion as the reference facts hold it. */
type Fact = {
  readonly id: string;
  readonly part: string;
  readonly section: number | null;
  readonly ccp: number | null;
  readonly status: string;
  readonly title: Bilingual;
  readonly enConfidence: string;
  readonly subs: readonly string[];
  readonly dimensions: readonly string[];
  readonly pillars: readonly string[];
  readonly ciwp: readonly number[];
};

type Frontmatter = Readonly<Record<string, unknown>>;

type Path = readonly (string | number)[];

const folder = join(__dirname, '../schemas');
const seeds = join(__dirname, '../seeds');
const han = /\p{Script=Han}/u;

const schema = load<Annotated>('policy-record.schema.json');
const vocabularies = load<Vocabularies>('vocabularies.json');
const { legalWeights } = load<{ legalWeights: readonly LegalWeight[] }>('legal-weights.json');
const { jurisdictions } = load<{ jurisdictions: readonly Jurisdiction[] }>('jurisdictions.json');
const { dimensions, bands, gates } = load<{ dimensions: readonly Dimension[]; bands: readonly Band[]; gates: unknown }>('dimensions.json');
const { pillars } = load<{ pillars: readonly Pillar[] }>('pillars.json');
const placeholders = load<{ tuples: readonly Tuple[]; evidence: readonly string[]; whole: readonly string[]; genericLabels: readonly string[] }>('placeholders.json');
const { ccps, criteria } = load<{ ccps: readonly Ccp[]; criteria: readonly Criterion[] }>('icvcm-criteria.json');

describe('schemas', () => {
  it('are UTF-8 JSON with two blanks of indent, LF and a final newline', () => {
    for (const file of readdirSync(folder).filter(name => name.endsWith('.json'))) {
      const text = readFileSync(join(folder, file), 'utf8');
      assert.ok(!text.includes('\r') && !text.startsWith('\uFEFF'), file);
      assert.equal(text, JSON.stringify(JSON.parse(text), undefined, 2) + '\n', file);
    }
  });

  describe('the data files', () => {
    const names = readdirSync(folder).filter(name => name.endsWith('.json'));
    const data = names.filter(name => !name.endsWith('.schema.json'));
    const schemaOf = (name: string) => name.replace(/\.json$/, '.schema.json');
    const validator = (name: string) => strict().compile(load<AnySchemaObject>(schemaOf(name)));

    it('are each what their own schema asks for', () => {
      assert.deepEqual(data, ['ciwp-permanence', 'collections', 'dimensions', 'icvcm-criteria', 'jurisdictions', 'legal-weights', 'mechanisms', 'pillars', 'placeholders', 'spelling', 'vocabularies'].map(name => `${name}.json`));
      for (const name of data) {
        assert.ok(names.includes(schemaOf(name)), `${name} has no schema`);
        const check = validator(name);
        assert.ok(check(load(name)), `${name}: ${JSON.stringify(check.errors)}`);
      }
    });

    it('have no schema without data, save those of records, of the files beside them and of the project file', () => {
      const idle = names.filter(name => name.endsWith('.schema.json') && !data.some(each => schemaOf(each) === name));
      assert.deepEqual(idle, ['collected.schema.json', 'policy-record.schema.json', 'policy-records.schema.json']);
      for (const name of names.filter(each => each.endsWith('.schema.json'))) {
        const { $schema, $id, title, description } = load<Record<string, unknown>>(name);
        assert.deepEqual([$schema, $id], ['http://json-schema.org/draft-07/schema#', name]);
        assert.ok(typeof title === 'string' && typeof description === 'string' && description.endsWith('.'), name);
      }
    });

    it('may hold nothing that their schema does not know, and miss nothing that it asks for', () => {
      for (const name of data) {
        const check = validator(name);
        const sound = load<Record<string, unknown>>(name);
        for (const [path, object] of objects(sound)) {
          assert.ok(!check(replaced(sound, path, { ...object, zhh: 1 })), `${name} ${path.join('.')}: an unknown key is let through`);
          if (path.length === 0) for (const key of Object.keys(object)) if (name !== 'spelling.json') assert.ok(!check(replaced(sound, path, without(object, key))), `${name}: ${key} may be missing`);
          for (const language of ['zh', 'en'].filter(key => key in object)) assert.ok(!check(replaced(sound, path, without(object, language))), `${name} ${path.join('.')}: ${language} may be missing`);
        }
      }
      const wrong: readonly (readonly [string, Path, unknown])[] = [
        ['mechanisms.json', ['mechanisms', 0, 'figures', 0, 'asOf'], 'October 2025'],
        ['mechanisms.json', ['mechanisms', 0, 'linkage'], [6]],
        ['icvcm-criteria.json', ['criteria', 0, 'subs', 0], 'a) 1.'],
        ['icvcm-criteria.json', ['criteria', 0, 'id'], '1'],
        ['ciwp-permanence.json', ['recommendations', 1, 'subs', 0], 'a) 5)'],
        ['ciwp-permanence.json', ['recommendations'], []],
        ['dimensions.json', ['dimensions', 0, 'anchors'], { 90: { zh: '高', en: 'High' } }],
        ['dimensions.json', ['bands', 2, 'to'], 101],
        ['legal-weights.json', ['legalWeights', 0, 'rank'], 0],
        ['jurisdictions.json', ['jurisdictions', 1, 'iso2'], 'eu'],
        ['spelling.json', ['市场机制'], 'shì chǎng'],
      ];
      for (const [name, path, value] of wrong) assert.ok(!validator(name)(replaced(load(name), path, value)), `${name} ${path.join('.')}`);
    });
  });

  describe('the record schema', () => {
    it('compiles in strict mode', () => {
      assert.equal(typeof compile(), 'function');
    });

    it('describes every property in English and in Chinese', () => {
      for (const [path, node] of properties(schema)) {
        assert.ok(node.title && !han.test(node.title), `${path} title`);
        assert.ok(node.description?.endsWith('.') && !han.test(node.description), `${path} description`);
        assert.ok(node['x-zh']?.title && han.test(node['x-zh'].title + node['x-zh'].description), `${path} x-zh title`);
        assert.ok(node['x-zh']?.description.endsWith('。') && han.test(node['x-zh'].description), `${path} x-zh description`);
      }
    });

    it('allows no other key in any object', () => {
      for (const [path, node] of [['', schema] as const, ...properties(schema)]) {
        const target = resolve(node);
        for (const object of [target, target.items].filter(each => each?.type === 'object')) assert.equal(object?.additionalProperties, false, path);
      }
    });

    it('asks for the practical core and for the seven pillars, and for nothing else', () => {
      assert.deepEqual(schema.required, ['id', 'title', 'country', 'year', 'status', 'category', 'reviewStatus', 'pubDate', 'legalWeight', 'source', 'url', 'provenance', 'analysis', 'regulatory']);
      const nested = [...properties(schema)].filter(([, node]) => resolve(node).required);
      assert.deepEqual(nested.map(([path]) => path), ['regulatory']);
      assert.deepEqual(schema.properties?.['regulatory']?.required, pillars.map(each => each.key));
    });

    it('lists the same terms as the vocabularies', () => {
      const written = (terms: readonly Term[]) => new Set(terms.flatMap(term => [term.written.zh, term.written.en]));
      const listed = (key: string) => new Set(schema.properties?.[key]?.enum);
      assert.deepEqual(listed('category'), written(vocabularies.categories));
      assert.deepEqual(listed('status'), written(vocabularies.statuses));
      assert.deepEqual(listed('reviewStatus'), written(vocabularies.reviewStatuses));
      assert.deepEqual(listed('legalWeight'), written(legalWeights));
      assert.deepEqual(schema.properties?.['icvcmCriteria']?.items?.enum, criteria.map(each => each.id));
      const named = new Set(['jurisdictions', 'legalWeights', ...Object.keys(vocabularies)]);
      for (const [path, node] of properties(schema)) assert.ok(!node['x-vocabulary'] || named.has(node['x-vocabulary']), path);
    });

    it('has the dimensions and the pillars in their order', () => {
      assert.deepEqual(Object.keys(schema.properties?.['analysis']?.properties ?? {}), dimensions.map(each => each.key));
      assert.deepEqual(Object.keys(schema.properties?.['regulatory']?.properties ?? {}), pillars.map(each => each.key));
    });

    it('refuses a wrong score, an unsafe id, an impossible day and a term or criterion that does not exist', () => {
      const check = compile();
      const sound = frontmatter(join(seeds, 'en', 'intl-ccs-plus-framework.md'));
      const wrong: readonly [string, Frontmatter][] = [
        ['/analysis/mrv/score', { analysis: { mrv: { score: 120 } } }],
        ['/analysis/mrv/score', { analysis: { mrv: { score: '60' } } }],
        ['/id', { id: 'CCS_Plus' }],
        ['/pubDate', { pubDate: '2021-02-30' }],
        ['/category', { category: 'Statutory' }],
        ['/icvcmCriteria/0', { icvcmCriteria: ['9.7'] }],
        ['/evolution', { evolution: { supercedes: [] } }],
      ];
      for (const [path, change] of wrong) {
        assert.equal(check({ ...sound, ...change }), false, path);
        assert.deepEqual(check.errors?.map(error => error.instancePath), [path]);
      }
    });

    it('judges alike where it is compiled in parts, whatever stands at any place', () => {
      const check = compile();
      const sound = frontmatter(join(seeds, 'en', 'intl-ccs-plus-framework.md'));
      const whole = { ...sound, icvcmCriteria: ['9.3'], tags: ['a'], scope: 'National', implementationDetails: { authority: 'DESNZ' }, evolution: { supersedes: ['a'], milestones: [{ date: '2024-10-01', event: 'Adopted' }] } };
      const places = [...objects(whole)].flatMap(([path, map]) => [...Object.keys(map), 'added', '__proto__', 'toString'].map(key => [...path, key]));
      const kinds = new Set<string>();
      for (const place of places) for (const by of [undefined, null, '', 'x', 'Active', '2021-02-30', 'x'.repeat(200), -1, 1.5, 101, 1e400, true, [], ['a', 'a'], [1], {}, { score: 'x', y: 1 }]) {
        const data = bare(replaced(whole, place, by)) as Readonly<Record<string, Data>>;
        assert.equal(validate(data), check(data), `${place.join('.')} ${JSON.stringify(by)}`);
        const told = (errors: typeof validate.errors) => (errors ?? []).map(({ keyword, instancePath, params }) => JSON.stringify([keyword, instancePath, params['missingProperty'], params['additionalProperty'], params['type']])).sort();
        assert.deepEqual(told(validate.errors), told(check.errors), `${place.join('.')} ${JSON.stringify(by)}`);
        for (const { keyword } of check.errors ?? []) kinds.add(keyword);
      }
      assert.deepEqual([...kinds].sort(), ['additionalProperties', 'enum', 'format', 'maxLength', 'maximum', 'minimum', 'pattern', 'required', 'type', 'uniqueItems']);
    });

    it('lets a dimension stay unscored and the optional blocks stay away', () => {
      const check = compile();
      const sound = frontmatter(join(seeds, 'en', 'intl-ccs-plus-framework.md'));
      const { impactAnalysis: _impact, evolution: _evolution, ...rest } = sound;
      assert.ok(check({ ...rest, analysis: { mrv: {}, liability: { label: '' }, technical: { score: 60 } } }), JSON.stringify(check.errors));
      assert.ok(check({ ...sound, icvcmCriteria: ['9.3', 'attr-1'], evolution: { supersededBy: '', milestones: [{ date: '2024-10-01', event: 'Adopted' }] } }), JSON.stringify(check.errors));
    });
  });

  describe('the vocabularies', () => {
    it('name and explain every term in both languages, once', () => {
      for (const terms of [...Object.values(vocabularies), legalWeights]) {
        unique(terms.map(term => term.id));
        unique(terms.map(term => term.written.zh));
        unique(terms.map(term => term.written.en));
        for (const term of terms) {
          assert.ok(han.test(term.name.zh) && !han.test(term.name.en), term.id);
          sentences(term.meaning, term.id);
          assert.ok(!term.aliases.includes(term.written.zh) && !term.aliases.includes(term.written.en), `${term.id} is an alias of itself`);
        }
      }
    });

    it('give each category a dimension that gives it back', () => {
      for (const category of vocabularies.categories) {
        assert.equal(dimensions.find(each => each.key === category.dimension)?.category, category.id);
      }
    });

    it('keep the statuses of facilities out', () => {
      const words = vocabularies.statuses.flatMap(term => [term.id, ...Object.values(term.written), ...term.aliases].map(word => word.toLowerCase()));
      for (const word of ['cancelled', 'decommissioned', 'operational', 'suspended', 'under construction', '运行中', '建设中']) assert.ok(!words.includes(word), word);
    });

    it('offer both readings of an ambiguous word', () => {
      const owners = (word: string, terms: readonly (Term & { readonly drift?: readonly string[] })[]) =>
        terms.filter(term => [...term.aliases, ...(term.drift ?? [])].includes(word)).map(term => term.id);
      assert.deepEqual(owners('Policy principles adopted', vocabularies.statuses), ['active', 'planned']);
      assert.deepEqual(owners('Regulatory Directive', legalWeights), ['administrative-regulation', 'strategic-guidance']);
      assert.deepEqual(owners('Act of Parliament', legalWeights), ['primary-legislation']);
    });

    it('rank the six legal weights', () => {
      assert.deepEqual(legalWeights.map(each => each.rank), [1, 2, 3, 4, 5, 6]);
      for (const each of legalWeights) assert.equal(each.written.zh, each.written.en);
    });
  });

  describe('the jurisdictions', () => {
    it('have one meaning for every id, name, alias, code and prefix', () => {
      unique(jurisdictions.map(each => each.id));
      unique(jurisdictions.flatMap(each => [each.zh, each.en, ...each.aliases]));
      unique(jurisdictions.flatMap(each => each.iso2 ?? []));
      unique(jurisdictions.flatMap(each => each.idPrefixes));
      for (const each of jurisdictions) {
        assert.match(each.id, /^[a-z]+(-[a-z]+)*$/);
        assert.ok(han.test(each.zh) && !han.test(each.en), each.id);
        assert.ok(['state', 'union', 'international', 'other'].includes(each.kind), each.id);
      }
      assert.ok(jurisdictions.filter(each => each.kind === 'state').length >= 190);
    });
  });

  describe('the dimensions and the pillars', () => {
    it('are five core dimensions, two older ones and seven pillars', () => {
      assert.deepEqual(dimensions.filter(each => each.core).map(each => each.key), ['incentive', 'statutory', 'market', 'strategic', 'mrv']);
      assert.deepEqual(dimensions.filter(each => !each.core).map(each => each.key), ['liability', 'technical']);
      assert.equal(pillars.length, 7);
      for (const each of [...dimensions, ...pillars]) {
        assert.ok(han.test(each.zh) && !han.test(each.en), each.key);
        assert.ok(each.asks.zh.endsWith('？') && each.asks.en.endsWith('?'), each.key);
      }
      for (const each of dimensions) for (const anchor of Object.values(each.anchors ?? {})) sentences(anchor, each.key);
    });

    it('have bands that cover 0 to 100 without a gap, and the three gates', () => {
      assert.deepEqual(bands.map(band => [band.from, band.to]), [[0, 30], [31, 60], [61, 100]]);
      for (const band of bands) sentences(band.meaning, band.en);
      assert.deepEqual(gates, { citationAbove: 40, urlAbove: 40, mandatoryClauseAbove: 60 });
    });

    it('name only criteria that are in force, and every one that names them', () => {
      const inForce = criteria.filter(each => each.status === 'in-force');
      const known = new Set(inForce.map(each => each.id));
      for (const each of [...dimensions, ...pillars]) {
        for (const id of each.icvcm) assert.ok(known.has(id), `${each.key} names ${id}`);
        for (const criterion of inForce) {
          if ([...criterion.dimensions, ...criterion.pillars].includes(each.key)) assert.ok(each.icvcm.includes(criterion.id), `${each.key} misses ${criterion.id}`);
        }
      }
    });
  });

  describe('the placeholders', () => {
    it('hold all five migration tuples', () => {
      assert.deepEqual(placeholders.tuples.map(each => [each.dimension, each.score, each.label, each.evidence]), [
        ['strategic', 30, 'Initial Assessment', 'Baseline strategic alignment under V5.0 migration.'],
        ['incentive', 40, 'Not specified', 'No direct incentive found.'],
        ['mrv', 40, 'Standard', 'Standard reporting required.'],
        ['market', 40, 'Market Integration', 'No specific market rules.'],
        ['statutory', 40, 'Undefined', 'Pore space rights not explicitly defined.'],
      ]);
      assert.ok(placeholders.evidence.includes('Batch 4 Offshore Focus update.'));
      for (const tuple of placeholders.tuples) assert.ok(placeholders.genericLabels.includes(tuple.label), tuple.label);
    });

    it('do not take a finding for a placeholder', () => {
      const whole = new Set(placeholders.whole.map(each => each.toLowerCase()));
      for (const finding of ['暂无强制性财务保证机制', 'Under development', 'None', '暂无', '尚未强制要求', 'Pending regulation']) assert.ok(!whole.has(finding.toLowerCase()), finding);
      for (const word of ['tbd', '待定', '待定。', '未具体说明。', 'not specified.']) assert.ok(whole.has(word), word);
      unique([...placeholders.whole.map(each => each.toLowerCase())]);
    });
  });

  describe('the ICVCM criteria', () => {
    it('are 51 in force, 7 announced and 3 attributes, each with one id', () => {
      const numbered = criteria.filter(each => each.level !== 'attribute');
      assert.equal(numbered.filter(each => each.status === 'in-force').length, 51);
      assert.deepEqual(numbered.filter(each => each.status === 'announced').map(each => each.id), ['5.4', '7.12', '8.11', '9.6', '10.9', '12.3', '13.3']);
      assert.deepEqual(criteria.filter(each => each.level === 'attribute').map(each => each.id), ['attr-1', 'attr-2', 'attr-3']);
      unique(criteria.map(each => each.id));
    });

    it('stand under the ten principles by section', () => {
      assert.deepEqual(ccps.map(each => each.n), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
      for (const each of criteria) {
        if (each.level === 'attribute') assert.ok(each.section === undefined && each.ccp === undefined, each.id);
        else {
          assert.equal(each.id.split('.')[0], String(each.section));
          assert.ok(ccps.find(ccp => ccp.n === each.ccp)?.sections.includes(each.section ?? 0), each.id);
        }
      }
    });

    it('are summed up in one sentence of each language', () => {
      for (const each of criteria) {
        sentences(each.summary, each.id);
        assert.equal(each.summary.zh.match(/。/g)?.length, 1, each.id);
        assert.ok(han.test(each.title.zh) && !han.test(each.title.en), each.id);
      }
      unique(criteria.flatMap(each => [each.summary.zh, each.summary.en]));
    });

    it('say which of them only announce the next version', () => {
      for (const each of criteria) {
        assert.equal(each.summary.en.includes('next version and is not in force'), each.status === 'announced', each.id);
        assert.equal(each.summary.zh.includes('尚未生效'), each.status === 'announced', each.id);
      }
    });

    it('do not lay the 40 years and the 20 % on geological storage', () => {
      for (const id of ['9.3', '9.4']) {
        const each = criteria.find(criterion => criterion.id === id);
        assert.match(each?.summary.en ?? '', /9\.1 b\) only.*geological storage is not bound/);
        assert.match(each?.summary.zh ?? '', /9\.1 b\).*不适用于地质封存/);
      }
    });

    it('name only dimensions, pillars and permanence recommendations that exist', () => {
      for (const each of criteria) {
        for (const key of each.dimensions) assert.ok(dimensions.some(dimension => dimension.key === key), `${each.id} ${key}`);
        for (const key of each.pillars) assert.ok(pillars.some(pillar => pillar.key === key), `${each.id} ${key}`);
        for (const n of each.ciwp) assert.ok(n >= 1 && n <= 6, `${each.id} ${n}`);
      }
    });

    it('are those of the reference facts (needs ../shared)', function () {
      const file = shared(this, 'facts/icvcm-criteria.json');
      const facts = (JSON.parse(readFileSync(file, 'utf8')) as { criteria: readonly Fact[] }).criteria;
      assert.equal(criteria.length, facts.length);
      assert.deepEqual(
        criteria.map(({ id, level, section, ccp, status, title, uncertain, subs, dimensions, pillars, ciwp }) =>
          ({ id, level, section, ccp, announced: status === 'announced', title, uncertain: uncertain ?? false, subs, dimensions, pillars, ciwp })),
        facts.map(({ id, part, section, ccp, status, title, enConfidence, subs, dimensions, pillars, ciwp }) =>
          ({ id, level: part, section: section ?? undefined, ccp: ccp ?? undefined, announced: status === 'next-version', title, uncertain: enConfidence !== 'high', subs, dimensions, pillars, ciwp })));
    });
  });

  describe('the seeds', () => {
    const names = readdirSync(join(seeds, 'zh')).filter(name => name.endsWith('.md'));

    it('are the same files in both languages', () => {
      assert.ok(names.length >= 2);
      assert.deepEqual(readdirSync(join(seeds, 'en')).filter(name => name.endsWith('.md')), names);
    });

    for (const name of names) {
      it(`${name} is a valid record in both languages`, () => {
        const check = compile();
        for (const language of ['zh', 'en']) {
          assert.ok(check(frontmatter(join(seeds, language, name))), `${language}: ${JSON.stringify(check.errors)}`);
        }
      });

      it(`${name} states the same facts in both languages`, () => {
        const zh = frontmatter(join(seeds, 'zh', name));
        const en = frontmatter(join(seeds, 'en', name));
        assert.deepEqual(Object.keys(en), Object.keys(zh));
        for (const key of ['id', 'year', 'pubDate', 'url', 'source', 'legalWeight', 'reviewStatus', 'analysis', 'evolution', 'provenance', 'relatedFacilities']) {
          assert.deepEqual(en[key], zh[key], key);
        }
        assert.equal(termOf(vocabularies.categories, 'en', en['category']), termOf(vocabularies.categories, 'zh', zh['category']));
        assert.equal(termOf(vocabularies.statuses, 'en', en['status']), termOf(vocabularies.statuses, 'zh', zh['status']));
        assert.equal(jurisdictions.find(each => each.en === en['country'])?.id, jurisdictions.find(each => each.zh === zh['country'])?.id);
      });

      it(`${name} has every key on the same line in both languages`, () => {
        const keys = (language: string) => fence(join(seeds, language, name)).split('\n').map(line => /^\s*(?:"\w+"|[[\]{}"-])/.exec(line)?.[0]);
        assert.deepEqual(keys('en'), keys('zh'));
        assert.ok(!han.test(readFileSync(join(seeds, 'en', name), 'utf8')), 'Chinese in the English file');
      });
    }
  });

  it('resolve every country of the reference corpus (needs ../shared)', function () {
    const corpus = shared(this, 'corpus');
    const known = new Set(jurisdictions.flatMap(each => [each.zh, each.en, ...each.aliases]));
    let records = 0;
    for (const file of markdown(corpus)) {
      const country = frontmatter(file)['country'];
      if (typeof country !== 'string') continue;
      // A facility that crosses a border names several countries; a policy names one.
      const names = file.includes('policies') ? [country] : country.split(/, |-(?=[A-Z])/);
      for (const name of names) assert.ok(known.has(name), `${name} in ${file.slice(corpus.length)}`);
      records++;
    }
    assert.ok(records > 100);
  });
});

function load<T>(file: string): T {
  return JSON.parse(readFileSync(join(folder, file), 'utf8')) as T;
}

function compile() {
  return strict().compile(schema);
}

function strict() {
  const ajv = new Ajv({ strict: true, allErrors: true, ownProperties: true });
  addFormats(ajv);
  ajv.addVocabulary(['x-zh', 'x-vocabulary']);
  return ajv;
}

/** Plain data as a record gives them: its maps inherit nothing. */
const bare = (value: unknown): unknown => Array.isArray(value) ? value.map(bare) : typeof value !== 'object' || value === null ? value
  : Object.entries(value).reduce<Record<string, unknown>>((map, [key, each]) => { map[key] = bare(each); return map; }, emptyMap());

/** Every object in a value with the path to it, the outermost first; of a list only the first and the last item. */
function* objects(value: unknown, path: Path = []): Generator<readonly [Path, Readonly<Record<string, unknown>>]> {
  if (Array.isArray(value)) {
    for (const i of new Set([0, value.length - 1])) yield* objects(value[i], [...path, i]);
  } else if (typeof value === 'object' && value !== null) {
    yield [path, value as Record<string, unknown>];
    for (const [key, child] of Object.entries(value)) yield* objects(child, [...path, key]);
  }
}

/** A value with what stands at a path exchanged; the value itself stays as it is. */
function replaced(value: unknown, [key, ...rest]: Path, by: unknown): unknown {
  if (key === undefined) return by;
  if (Array.isArray(value)) return value.map((item: unknown, i) => i === key ? replaced(item, rest, by) : item);
  return { ...value as object, [key]: replaced((value as Record<string, unknown>)[key], rest, by) };
}

function without(object: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.fromEntries(Object.entries(object).filter(([each]) => each !== key));
}

/** Every property of the schema with its dotted path; a list's items count as the list itself. */
function* properties(node: Annotated, path = ''): Generator<readonly [string, Annotated]> {
  const target = resolve(node);
  for (const [key, child] of Object.entries(target.properties ?? {})) {
    const at = path ? `${path}.${key}` : key;
    yield [at, child];
    yield* properties(child, at);
  }
  if (target.items) yield* properties(target.items, path);
}

function resolve(node: Annotated): Annotated {
  const target = node.$ref ? schema.definitions?.[node.$ref.replace('#/definitions/', '')] : node;
  assert.ok(target, node.$ref);
  return target;
}

function sentences(text: Bilingual, where: string): void {
  assert.ok(text.zh.endsWith('。') && han.test(text.zh), `${where} zh: ${text.zh}`);
  assert.ok(text.en.endsWith('.') && !han.test(text.en), `${where} en: ${text.en}`);
}

function unique(values: readonly string[]): void {
  const twice = values.filter((value, index) => values.indexOf(value) !== index);
  assert.deepEqual(twice, []);
}

function termOf(terms: readonly Term[], language: 'zh' | 'en', value: unknown): string {
  const term = terms.find(each => each.written[language] === value);
  assert.ok(term, String(value));
  return term.id;
}

function fence(file: string): string {
  const match = /^---\r?\n([\s\S]*?)\r?\n---/.exec(readFileSync(file, 'utf8'));
  assert.ok(match?.[1], file);
  return match[1];
}

function frontmatter(file: string): Frontmatter {
  return parse(fence(file)) as Frontmatter;
}

function* markdown(path: string): Generator<string> {
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const child = join(path, entry.name);
    if (entry.isDirectory()) yield* markdown(child);
    else if (entry.name.endsWith('.md')) yield child;
  }
}
