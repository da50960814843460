import { both, fence, key, localeOf, pillarNames, dimensionNames, setEach, value } from './parts.ts';
import { mapIn, type Defect, type Draft } from './scene.ts';

/** Mistakes in the shape of a record. */
export const shapeDefects: readonly Defect[] = [
  setEach('wrong-type', ['year'], (_, { data }) => String(data['year'])),
  setEach('wrong-type', ['title'], (_, { data }) => [data['title']]),
  {
    rule: 'wrong-type', make: scene => {
      const name = scene.random.of(dimensionNames);
      for (const { data } of both(scene)) { const map = mapIn(data, 'analysis', name); map['score'] = String(map['score']); }
      return value('analysis', name, 'score');
    },
  },
  {
    rule: 'legacy-layout', also: ['empty-field'], make: ({ own, twin }) => {
      for (const page of [own, twin]) {
        const { id: _, analysis: __, regulatory, provenance: ___, evolution: ____, impactAnalysis: _____, legalWeight: ______, reviewStatus: _______, relatedFacilities: ________, icvcmCriteria: _________, ...rest } = page.data;
        page.data = { ...rest, ...(regulatory as Draft), plr_index: 40, tags: ['CCUS'] };
      }
      return fence;
    },
  },
  { rule: 'misplaced-field', make: scene => { for (const { data } of both(scene)) mapIn(data, 'analysis')['score'] = 55; return key('analysis', 'score'); } },
  {
    rule: 'misplaced-field', make: scene => {
      const name = scene.random.of(dimensionNames);
      for (const { data } of both(scene)) { const analysis = mapIn(data, 'analysis'); data[name] = analysis[name]; delete analysis[name]; }
      return key(name);
    },
  },
  {
    rule: 'unknown-field', make: scene => {
      const above = scene.random.of([[], ['analysis', scene.random.of(dimensionNames)], ['provenance'], ['regulatory']]);
      const name = scene.random.of(['zqx_remark', 'internalNumber', 'wwvColumn']);
      for (const { data } of both(scene)) mapIn(data, ...above)[name] = 'x';
      return key(...above, name);
    },
  },
  {
    rule: 'unknown-field', make: scene => {
      const [from, to] = scene.random.of([['title', 'titel'], ['country', 'contry'], ['legalWeight', 'legalWieght'], ['reviewStatus', 'reveiwStatus'], ['pubDate', 'pubDat']] as const);
      const { data } = scene.own;
      scene.own.data = Object.fromEntries(Object.entries(data).map(([name, each]) => [name === from ? to : name, each]));
      return key(to);
    },
  },
  {
    rule: 'missing-field', make: scene => {
      const name = scene.random.of(['id', 'title', 'country', 'year', 'status', 'category', 'reviewStatus', 'pubDate', 'legalWeight', 'source', 'provenance', 'analysis', 'regulatory']);
      if (!(name in scene.own.data)) return undefined;
      delete scene.own.data[name];
      return fence;
    },
  },
  {
    rule: 'missing-field', make: scene => {
      const name = scene.random.of(pillarNames);
      const own = mapIn(scene.own.data, 'regulatory');
      if (pillarNames.some(each => !own[each])) return undefined;
      delete own[name];
      return key('regulatory');
    },
  },
  { rule: 'missing-field', also: ['score-without-url'], make: scene => { for (const { data } of both(scene)) delete data['url']; return fence; } },
  {
    rule: 'empty-field', make: ({ own, random }) => {
      const name = random.of(['title', 'country', 'status', 'category', 'pubDate', 'legalWeight', 'source', 'reviewStatus']);
      own.data[name] = random.of(['', ' ']);
      return value(name);
    },
  },
  { rule: 'empty-field', also: ['score-without-url'], make: scene => { for (const { data } of both(scene)) data['url'] = ''; return value('url'); } },
  { rule: 'empty-body', make: ({ own, random }) => { own.body = random.of(['', '\n', '\n   \n\t\n', '\n<!-- 待写 -->\n']); return fence; } },
  {
    rule: 'empty-impact', make: scene => {
      const name = scene.random.of(['economic', 'technical', 'environmental']);
      for (const page of both(scene)) page.data['impactAnalysis'] = { ...Object.fromEntries(['economic', 'environmental', 'technical'].map(each => [each, localeOf(scene, page) === 'zh' ? `对${each}的影响见正文第三节` : `See section three for its ${each} effects`])), [name]: '' };
      return key('impactAnalysis');
    },
  },
  { rule: 'id-not-file-name', make: scene => { for (const { data } of both(scene)) data['id'] = `quite-another-${scene.random.below(90)}`; return value('id'); } },
  { rule: 'unsafe-id', make: scene => { const id = scene.random.of([`Quite-Another`, 'a b', '../../etc', 'a--b', 'x'.repeat(101)]); for (const { data } of both(scene)) data['id'] = id; return value('id'); } },
];
