import type { Both } from '../base/both.ts';
import criteriaFile from '../../schemas/icvcm-criteria.json';
import dimensionsFile from '../../schemas/dimensions.json';
import pillarsFile from '../../schemas/pillars.json';
import placeholdersFile from '../../schemas/placeholders.json';

/** One of the dimensions a record is scored by. `core` ones are the five every record should have. */
export interface Dimension {
  readonly key: string; readonly zh: string; readonly en: string; readonly core: boolean; readonly asks: Both;
  readonly anchors?: Readonly<Partial<Record<string, Both>>>; readonly category?: string; readonly icvcm: readonly string[];
}

/** What a range of scores means, both ends included. */
export interface Band { readonly from: number; readonly to: number; readonly zh: string; readonly en: string; readonly meaning: Both }

/** One of the seven regulatory pillars. */
export interface Pillar { readonly key: string; readonly zh: string; readonly en: string; readonly asks: Both; readonly legacyKeys: readonly string[]; readonly icvcm: readonly string[] }

/** A criterion or attribute of the ICVCM Assessment Framework v1.1 (January 2024), chapter 4. Its section and its CCP number differ from section 5 on. */
export interface Criterion {
  readonly id: string; readonly level: 'programme' | 'category' | 'attribute'; readonly section?: number; readonly ccp?: number;
  readonly status: 'in-force' | 'announced'; readonly title: Both; readonly summary: Both; readonly subs: readonly string[];
  /** The English title is a translation of ours, as the published English wording was not at hand. The summary is not in doubt. */
  readonly uncertain?: boolean;
  /** What it means for geological storage, which the 40 years of 9.3 and the 20 % of 9.4 do not bind (9.1 b) and c)). */
  readonly geological?: Both;
  /** What else a reader should know, such as where storage by enhanced oil recovery may fall. */
  readonly note?: Both;
}

/** One of the ten Core Carbon Principles. */
export interface Ccp { readonly n: number; readonly zh: string; readonly en: string; readonly sections: readonly number[] }

/** Every dimension a record may be scored by: the five core ones and the two older ones. */
export const dimensions: readonly Dimension[] = dimensionsFile.dimensions;

/** The five dimensions that every record should have. */
export const coreDimensions: readonly Dimension[] = dimensions.filter(dimension => dimension.core);

/** What ranges of scores mean, from the lowest up. */
export const bands: readonly Band[] = dimensionsFile.bands;

/** The score above which a citation, or a url, is required (governance 1.1.1-B). */
export const gates: { readonly citationAbove: number; readonly urlAbove: number } = dimensionsFile.gates;

/** The seven regulatory pillars, in the order of the schema. */
export const pillars: readonly Pillar[] = pillarsFile.pillars;

/** The framework that the criteria stand in. */
export const framework: { readonly name: Both; readonly version: string; readonly date: string } = criteriaFile.framework;

/** The criteria and attributes in the order of the framework. */
export const criteria: readonly Criterion[] = criteriaFile.criteria as readonly Criterion[];

/** The ten Core Carbon Principles by number. */
export const ccps: readonly Ccp[] = criteriaFile.ccps;

/** The boilerplate that a migration wrote into evidence, and the words that stand for “nothing known yet”. */
export const placeholders: {
  readonly tuples: readonly { readonly dimension: string; readonly score: number; readonly label: string; readonly evidence: string }[];
  readonly evidence: readonly string[]; readonly whole: readonly string[]; readonly genericLabels: readonly string[];
} = placeholdersFile;

/** The dimension with a key, or undefined where the key names none. */
export const dimensionOf = (key: string): Dimension | undefined => byKey.get(key);

const byKey: ReadonlyMap<string, Dimension> = new Map([...dimensions].reverse().map(dimension => [dimension.key, dimension]));

/** The criterion with an id such as `9.3` or `attr-1`. */
export const criterionOf = (id: string): Criterion | undefined => byId.get(id);

const byId: ReadonlyMap<string, Criterion> = new Map([...criteria].reverse().map(criterion => [criterion.id, criterion]));
