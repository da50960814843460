import { factDefects } from '../../mutations/facts.ts';
import { lineageDefects } from '../../mutations/lineage.ts';
import { key } from '../../mutations/parts.ts';
import type { Defect, Mark, Scene } from '../../mutations/scene.ts';
import { scoreDefects } from '../../mutations/scores.ts';
import { shapeDefects } from '../../mutations/shape.ts';
import { textDefects } from '../../mutations/text.ts';

/** What has to be looked at to find a defect: the notation, what the schema says of one record, or other files. */
export type Scope = 'syntax' | 'schema' | 'cross-file';

/** The rules whose mistakes are made, by what has to be looked at. Each is an error or a warning unless a project says otherwise. */
const scopes: Readonly<Record<string, Scope>> = {
  'syntax-error': 'syntax', 'duplicate-key': 'syntax', 'full-width-punctuation': 'syntax', 'conflict-marker': 'syntax',
  'wrong-type': 'schema', 'score-out-of-range': 'schema', 'missing-field': 'schema', 'misplaced-field': 'schema', 'unknown-field': 'schema', 'unknown-term': 'schema', 'invalid-date': 'schema',
  'broken-supersedes': 'cross-file', 'broken-superseded-by': 'cross-file', 'self-supersedes': 'cross-file', 'supersedes-cycle': 'cross-file', 'one-way-supersedes': 'cross-file',
  'superseded-still-active': 'cross-file', 'successor-older': 'cross-file', 'duplicate-id': 'cross-file', 'duplicate-title': 'cross-file', 'missing-twin': 'cross-file', 'twin-disagrees': 'cross-file',
};

/** A misspelt key. A key that resembles none may be meant as it is, so that no error or warning is due for it. */
const misspelt: Defect = {
  rule: 'unknown-field', make: ({ own, random }) => {
    const [right, wrong] = random.of([['country', 'contry'], ['legalWeight', 'legalWieght'], ['pubDate', 'pubDat']] as const);
    own.data = Object.fromEntries(Object.entries(own.data).map(([name, value]) => [name === right ? wrong : name, value]));
    return key(wrong);
  },
};

/** Where a rule only informs, so that no error or warning is due: a weight that nobody has listed, pillars of a record that need not have any. */
const informs: Readonly<Record<string, (mark: Mark, scene: Scene) => boolean>> = {
  'unknown-term': ({ path }) => path[0] === 'legalWeight',
  'missing-field': ({ path }, { own }) => path[0] === 'regulatory' || !('regulatory' in own.data),
};

function weighty(defect: Defect): Defect {
  const { rule, make } = defect;
  const isInformed = informs[rule];
  return make && isInformed ? { ...defect, make: scene => { const mark = make(scene); return mark && isInformed(mark, scene) ? undefined : mark; } } : defect;
}

/** The mistakes that are made in workspaces: those with which the rules are tested, as far as they are of one of these scopes. */
export const defects: readonly (Defect & { readonly scope: Scope })[] = [...textDefects, ...shapeDefects, ...scoreDefects, ...lineageDefects, ...factDefects]
  .filter(({ rule }) => rule !== misspelt.rule).concat(misspelt)
  .flatMap(defect => { const scope = scopes[defect.rule]; return scope ? { ...weighty(defect), scope } : []; });
