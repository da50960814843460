import type { Data, Path } from '../syntax/tree.ts';
import { itemIn, misfitsOf, schemaAt, type Judging, type Schema } from './interpret.ts';
import { isList, isMap, matchesPattern, type DataMap } from './keywords.ts';

/** How deep schemas may refer to each other, or be put together, without going into the value. */
const deepest = 16;

/** How many steps a question takes at most, so that no schema of a workspace holds up the one who types. */
const mostSteps = 20_000;

/**
 * The parts of a schema that speak of the value at a path: what references lead to, and what is put together. Of several forms those count
 * that nothing in the data rules out. `data` is that of the whole file, without what is being typed; undefined where none is known.
 */
export function partsAt({ whole }: Schema, path: Path, data?: Data): readonly DataMap[] {
  const judging: Judging = { whole, steps: mostSteps };
  let [parts, here] = [spoken([whole], data, judging, 0), data];
  for (const step of path) {
    here = below(here, step);
    parts = spoken(parts.flatMap(part => typeof step === 'number' ? itemIn(part, step) : fieldIn(part, step)), here, judging, 0);
  }
  return parts;
}

/** The parts that a schema consists of as far as a single value is concerned, whatever it is. */
export const partsOf = ({ whole }: Schema, part: Data): readonly DataMap[] => spoken([part], undefined, { whole, steps: mostSteps }, 0);

function fieldIn({ properties, patternProperties, additionalProperties }: DataMap, name: string): readonly Data[] {
  const own = isMap(properties) && Object.hasOwn(properties, name) ? [properties[name]] : [];
  const byPattern = Object.entries(isMap(patternProperties) ? patternProperties : {}).flatMap(([pattern, its]) => matchesPattern(name, pattern) ? [its] : []);
  const named = [...own, ...byPattern];
  return named.length > 0 || additionalProperties === undefined ? named : [additionalProperties];
}

const below = (data: Data, step: string | number): Data => typeof step === 'number' ? isList(data) ? data[step] : undefined
  : isMap(data) && Object.hasOwn(data, step) ? data[step] : undefined;

function spoken(parts: readonly Data[], data: Data, judging: Judging, depth: number): readonly DataMap[] {
  return parts.flatMap((part): readonly DataMap[] => {
    if (!isMap(part) || depth > deepest || judging.steps-- <= 0) return [];
    if (typeof part['$ref'] === 'string') {
      // What stands beside a reference asks nothing, and may still say what the field is.
      const words = Object.fromEntries(['title', 'description', 'x-zh', 'default', 'examples'].flatMap(key => part[key] === undefined ? [] : [[key, part[key]] as const]));
      return [...Object.keys(words).length > 0 ? [words] : [], ...spoken([schemaAt(judging.whole, part['$ref'])], data, judging, depth + 1)];
    }
    return [part, ...spoken(together(part, data, judging), data, judging, depth + 1)];
  });
}

/** The schemas that a part is put together from, without those that the data rules out. */
function together(part: DataMap, data: Data, judging: Judging): readonly Data[] {
  const all = (name: string): readonly Data[] => { const list = part[name]; return isList(list) ? list : []; };
  const { then: then, else: otherwise } = part;
  const dependent = part['dependentSchemas'] ?? part['dependencies'];
  const asked = Object.entries(isMap(dependent) ? dependent : {}).flatMap(([key, its]) => isMap(data) && Object.hasOwn(data, key) ? [its] : []);
  const chosen = part['if'] === undefined ? [] : data === undefined ? [then, otherwise] : misfitsOf(data, part['if'], judging).length === 0 ? [then] : [otherwise];
  return [...all('allOf'), ...possible(all('anyOf'), data, judging), ...possible(all('oneOf'), data, judging), ...asked, ...chosen];
}

/** Of several forms those that a value may still come to have: what it lacks it may get. All of them where none is left. */
function possible(forms: readonly Data[], data: Data, judging: Judging): readonly Data[] {
  if (data === undefined) return forms;
  const left = forms.filter(form => misfitsOf(data, form, judging).every(({ isAbsent }) => isAbsent));
  return left.length > 0 ? left : forms;
}
