import type { Options } from './options.ts';
import type { MeasurementName } from './measurements.ts';

/** A figure of a measurement. */
export interface Figure { readonly of: MeasurementName; readonly name: string }

/** How a figure is shown. */
export type Unit = 'ms' | 's' | 'MB' | 'KB' | '%' | 'of 24' | 'files';

/** One goal. `ratio` compares ours with theirs; the others hold our figure against a number, and theirs is shown for comparison. */
export interface Row {
  readonly name: string;
  readonly measure: string;
  readonly against: string;
  readonly unit: Unit;
  readonly ours: Figure;
  readonly theirs?: Figure;
  readonly goal: 'ratio' | 'at most' | 'at least';
  /** What has to be reached, and what is aimed at; undefined where nothing was set. */
  readonly reach?: number;
  readonly aim?: number;
}

const figure = (of: MeasurementName, name: string): Figure => ({ of, name });
const stock = 'stock yaml-language-server';
const patched = 'yaml-language-server, debounce patched out';

const keyRows = (mode: 'pull' | 'push'): readonly Row[] => {
  const prefix = mode === 'pull' ? 'key' : 'key-push';
  const how = mode === 'pull' ? '' : ', pushed';
  const ours = figure(mode, 'p50');
  const base = { unit: 'ms', goal: 'ratio', ours } as const;
  return [
    { ...base, name: `${prefix}-stock`, measure: `key → correct diagnostics p50${how}, flow record, cross-file checks on`, against: stock, theirs: figure('yaml', 'p50'), reach: 1 / 100, aim: 1 / 300 },
    { ...base, name: `${prefix}-patched`, measure: `same`, against: patched, theirs: figure('patched', 'p50'), reach: 0.5, aim: 0.25 },
    { ...base, name: `${prefix}-json`, measure: `same`, against: 'VS Code’s JSON server, pull', theirs: figure('json', 'p50'), reach: 1.5, aim: 1 },
    { ...base, name: `${prefix}-p99`, measure: `p99 of the same`, against: patched, ours: figure(mode, 'p99'), theirs: figure('patched', 'p99'), reach: 1, aim: 0.5 },
    { ...base, name: `${prefix}-scale`, measure: `p50${how} with 10,000 records / with 260`, against: 'itself', ours: figure(`${mode}, large`, 'p50'), theirs: ours, reach: 1.5, aim: 1.1 },
    { ...base, name: mode === 'pull' ? 'id-edit' : 'id-edit-push', measure: `an \`id\` edit → correct findings in both files${how}, 10,000 records`, against: 'VS Code’s Markdown server, link check at 260', ours: figure(`${mode}, large`, 'id p50'), theirs: figure('markdown', 'p50'), reach: 2, aim: 1 },
    { name: mode === 'pull' ? 'burst' : 'burst-push', measure: `burst of 24 keys at 50 ms: correct versions shown${how}`, against: stock, unit: 'of 24', goal: 'at least', ours: figure(mode, 'shown'), theirs: figure('yaml', 'shown'), reach: 24, aim: 24 },
  ];
};

/** The table of goals. */
export const rows: readonly Row[] = [
  ...keyRows('pull'),
  ...keyRows('push'),
  { name: 'completion-p50', measure: 'completion right after a key p50', against: 'yaml-language-server', unit: 'ms', goal: 'ratio', ours: figure('pull', 'completion p50'), theirs: figure('patched', 'completion p50'), reach: 0.5, aim: 0.25 },
  { name: 'completion-p99', measure: 'p99 of the same', against: 'yaml-language-server', unit: 'ms', goal: 'ratio', ours: figure('pull', 'completion p99'), theirs: figure('patched', 'completion p99'), reach: 1, aim: 0.5 },
  { name: 'ids-p50', measure: 'ids among 10,000 right after a key p50', against: 'yaml-language-server, words of the schema', unit: 'ms', goal: 'ratio', ours: figure('pull, large', 'ids p50'), theirs: figure('patched', 'completion p50'), reach: 0.5, aim: 0.25 },
  { name: 'ids-p99', measure: 'p99 of the same', against: 'yaml-language-server, words of the schema', unit: 'ms', goal: 'ratio', ours: figure('pull, large', 'ids p99'), theirs: figure('patched', 'completion p99'), reach: 1, aim: 0.5 },
  { name: 'start', measure: 'start → first correct diagnostics', against: stock, unit: 'ms', goal: 'ratio', ours: figure('pull', 'start'), theirs: figure('yaml', 'start'), reach: 0.35, aim: 0.2 },
  { name: 'start-patched', measure: 'same', against: patched, unit: 'ms', goal: 'ratio', ours: figure('pull', 'start'), theirs: figure('patched', 'start') },
  { name: 'start-null', measure: 'same', against: 'null server', unit: 'ms', goal: 'ratio', ours: figure('pull', 'start'), theirs: figure('null', 'start'), aim: 1.6 },
  { name: 'cold', measure: 'cold `check` of 10,000 mixed records, all rules', against: 'floor (`yaml.parse` + ajv, one thread)', unit: 's', goal: 'ratio', ours: figure('cold', 'wall'), theirs: figure('floor', 'wall'), reach: 0.4, aim: 0.15 },
  { name: 'cold-remark', measure: 'same', against: 'remark-lint-frontmatter-schema', unit: 's', goal: 'ratio', ours: figure('cold', 'wall'), theirs: figure('remark', 'wall'), reach: 1 / 80, aim: 1 / 200 },
  { name: 'warm', measure: 'warm `check` of 10,000 (on-disk index)', against: 'floor', unit: 's', goal: 'ratio', ours: figure('warm', 'wall'), theirs: figure('floor', 'wall'), reach: 0.1, aim: 0.05 },
  { name: 'huge-wall', measure: '50,000 cold: wall', against: 'floor', unit: 's', goal: 'ratio', ours: figure('cold, huge', 'wall'), theirs: figure('floor, huge', 'wall'), reach: 0.35, aim: 0.15 },
  { name: 'huge-memory', measure: '50,000 cold: peak memory', against: 'floor that keeps every parsed record', unit: 'MB', goal: 'ratio', ours: figure('cold, huge', 'peak'), theirs: figure('floor that keeps, huge', 'peak'), reach: 0.45, aim: 0.25 },
  { name: 'memory', measure: 'memory per indexed record', against: 'yaml-language-server, per opened file', unit: 'KB', goal: 'at most', ours: figure('our memory', 'each'), theirs: figure('yaml memory', 'each'), reach: 4, aim: 1.5 },
  ...(['schema', 'syntax', 'cross-file'] as const).map((scope): Row => ({ name: `recall-${scope}`, measure: `generated mistakes found: ${scope}`, against: 'yaml-language-server', unit: '%', goal: 'at least', ours: figure('our recall', scope), theirs: figure('yaml recall', scope), reach: 100, aim: 100 })),
  { name: 'recall-exact', measure: 'generated mistakes found on their line', against: 'yaml-language-server', unit: '%', goal: 'at least', ours: figure('our recall', 'exact'), theirs: figure('yaml recall', 'exact'), reach: 99, aim: 99 },
  { name: 'recall-false', measure: 'files falsely accused', against: 'yaml-language-server', unit: 'files', goal: 'at most', ours: figure('our recall', 'false'), theirs: figure('yaml recall', 'false'), reach: 0, aim: 0 },
];

/** The rows that were asked for: `key` stands for all that begin with it. A name that fits none is thrown as a sentence. */
export function rowsFor({ only }: Pick<Options, 'only'>): readonly Row[] {
  const fits = (wanted: string, { name }: Row) => name === wanted || name.startsWith(`${wanted}-`);
  const unknown = only?.filter(wanted => wanted !== 'micro' && !rows.some(row => fits(wanted, row)));
  if (unknown && unknown.length > 0) throw new Error(`There is no row ${unknown.join(', ')}; --list shows the names.`);
  return rows.filter(row => only?.some(wanted => fits(wanted, row)) ?? true);
}
