import { placeholders } from '../../server/schema/knowledge.ts';
import { both, dimension, dimensionNames, key, pillarNames, prose, localeOf, setEach, value, word } from './parts.ts';
import { mapIn, type Defect } from './scene.ts';

const ownDimension = { incentive: 'incentive', regulatory: 'statutory', market: 'market', strategic: 'strategic', technical: 'mrv' } as const;

/** Mistakes in scores, evidence and pillars. */
export const scoreDefects: readonly Defect[] = [
  { rule: 'empty-analysis', make: scene => { for (const { data } of both(scene)) data['analysis'] = {}; return key('analysis'); } },
  {
    rule: 'missing-dimension', make: scene => {
      const name = scene.random.of(dimensionNames);
      // Where `technical` is scored, newer records leave `mrv` out.
      if (name === 'mrv' && 'technical' in mapIn(scene.own.data, 'analysis')) return undefined;
      for (const { data } of both(scene)) delete mapIn(data, 'analysis')[name];
      return key('analysis');
    },
  },
  {
    rule: 'score-out-of-range', make: scene => {
      const { name, maps } = dimension(scene);
      const score = scene.random.of([850, 101, -1, -40, 72.5, 1e9]);
      for (const map of maps) map['score'] = score;
      return value('analysis', name, 'score');
    },
  },
  {
    rule: 'uncited-score', make: scene => {
      const { name, maps } = dimension(scene);
      const score = 41 + 5 * scene.random.below(3);
      for (const map of maps) Object.assign(map, { score, citation: '' });
      return key('analysis', name);
    },
  },
  {
    rule: 'score-without-url', also: ['missing-field', 'empty-field'], make: scene => {
      const name = scene.random.of(dimensionNames);
      const isAbsent = scene.random() < 0.5;
      for (const { data } of both(scene)) {
        for (const each of Object.keys(mapIn(data, 'analysis'))) mapIn(data, 'analysis', each)['score'] = each === name ? 60 : 40;
        if (isAbsent) delete data['url']; else data['url'] = '';
      }
      return value('analysis', name, 'score');
    },
  },
  {
    // A record that is marked verified should not hold one either.
    rule: 'placeholder-evidence', also: ['placeholder-in-verified', 'weak-own-dimension'], make: scene => {
      const tuple = scene.random.of(placeholders.tuples);
      const { name, maps } = dimension(scene, tuple.dimension);
      for (const map of maps) Object.assign(map, { score: tuple.score, label: tuple.label, evidence: tuple.evidence });
      return value('analysis', name, 'evidence');
    },
  },
  {
    rule: 'placeholder-contradicts-score', also: ['placeholder-in-verified'], make: scene => {
      const tuple = scene.random.of(placeholders.tuples);
      const { name, maps } = dimension(scene, tuple.dimension);
      for (const map of maps) Object.assign(map, { score: 75, label: 'Chapter 4 duties', evidence: tuple.evidence, citation: 'Chapter 4' });
      return value('analysis', name, 'evidence');
    },
  },
  {
    rule: 'repeated-evidence', make: scene => {
      const text = 'The act sets out one duty for all operators in its second chapter.';
      for (const name of ['incentive', 'market', 'mrv']) for (const map of dimension(scene, name).maps) map['evidence'] = text;
      return value('analysis', 'incentive', 'evidence');
    },
  },
  {
    rule: 'thin-evidence', make: scene => {
      const { name, maps } = dimension(scene);
      const text = scene.random.of(['Defined here', 'Yes, in part', 'See the act']);
      for (const map of maps) map['evidence'] = text;
      return value('analysis', name, 'evidence');
    },
  },
  {
    rule: 'generic-label', make: scene => {
      const { name, maps } = dimension(scene);
      const text = scene.random.of(['High', 'Medium', 'Low', 'Excellent', 'Defined']);
      for (const map of maps) map['label'] = text;
      return value('analysis', name, 'label');
    },
  },
  {
    rule: 'ai-generated-evidence', make: scene => {
      const { name, maps } = dimension(scene);
      // A draft says by itself that it is still to be checked.
      for (const { data } of both(scene)) data['reviewStatus'] = 'verified';
      for (const map of maps) map['evidence'] = `[AI-Generated] ${prose(scene, scene.locale === 'en' ? scene.own : scene.twin)}`;
      return value('analysis', name, 'evidence');
    },
  },
  {
    rule: 'weak-own-dimension', make: scene => {
      const [category, name] = scene.random.of(Object.entries(ownDimension));
      for (const page of both(scene)) {
        page.data['category'] = word('category', category, localeOf(scene, page));
        for (const each of dimensionNames) mapIn(page.data, 'analysis', each)['score'] = each === name ? 35 : 85;
      }
      // Pillars are asked of one category only; what they say about it is not what this is about.
      return category === 'regulatory' ? undefined : value('category');
    },
  },
  {
    rule: 'unfilled-pillars', make: scene => {
      const blank = scene.random.of([pillarNames, pillarNames.slice(0, 3)]);
      for (const page of both(scene)) for (const name of blank) mapIn(page.data, 'regulatory')[name] = '';
      return key('regulatory');
    },
  },
  {
    rule: 'placeholder-pillar', make: scene => {
      const name = scene.random.of(pillarNames);
      for (const page of both(scene)) mapIn(page.data, 'regulatory')[name] = localeOf(scene, page) === 'zh' ? scene.random.of(['待定。', '未具体说明']) : scene.random.of(['TBD', 'Not specified.']);
      return value('regulatory', name);
    },
  },
  setEach('misplaced-pillar', ['regulatory', 'liability_period'], (scene, page) => localeOf(scene, page) === 'zh' ? '封存许可的审批应在 12 个月内完成' : 'Storage permits are to be decided within 12 months of the application'),
  setEach('misplaced-pillar', ['regulatory', 'financial_assurance'], (scene, page) => localeOf(scene, page) === 'zh' ? '每吨封存二氧化碳可获 180 美元的税收抵免' : 'A tax credit of $180 per tonne of stored CO2'),
];
