import { median, medianRatio } from './arithmetic.ts';
import type { MeasurementName } from './measurements.ts';
import type { Figures } from './measures/measurement.ts';
import type { Figure, Row, Unit } from './rows.ts';

/** What the rounds gave: the figures of each measurement by round, and why one gave none. */
export interface Rounds {
  readonly figures: ReadonlyMap<MeasurementName, readonly (Figures | undefined)[]>;
  readonly failures: ReadonlyMap<MeasurementName, string>;
}

/** A row as it was filled. `value` is what the goal is held against; undefined where something was not measured, and `why` says what. */
export interface Filled { readonly row: Row; readonly ours: number | undefined; readonly theirs: number | undefined; readonly value: number | undefined; readonly why: string | undefined }

/** Fills a row: the medians of both over the rounds, and the median of the ratios within them. */
export function fill(row: Row, { figures, failures }: Rounds): Filled {
  const values = (figure: Figure | undefined) => figure === undefined ? [] : (figures.get(figure.of) ?? []).map(each => { const value = each?.[figure.name]; return value === undefined || Number.isNaN(value) ? undefined : value; });
  const [ours, theirs] = [values(row.ours), values(row.theirs)];
  const middle = (all: readonly (number | undefined)[]) => median(all.flatMap(each => each === undefined ? [] : [each]));
  const value = row.goal === 'ratio' ? medianRatio(ours, theirs) : middle(ours);
  const why = [row.ours, ...(row.theirs ? [row.theirs] : [])].flatMap(({ of }) => { const failure = failures.get(of); return failure === undefined ? [] : [`${of}: ${failure}`]; });
  return { row, ours: middle(ours), theirs: middle(theirs), value, why: why.length === 0 ? undefined : why.join('; ') };
}

/** Which of its goals a row reached; undefined where none was set or nothing was measured. */
export function reached({ row: { goal, reach, aim }, value }: Filled): 'aim' | 'reach' | 'no' | undefined {
  if (value === undefined || (reach === undefined && aim === undefined)) return undefined;
  const holds = (limit: number | undefined) => limit !== undefined && (goal === 'at least' ? value >= limit : value <= limit);
  return holds(aim) ? 'aim' : holds(reach) ? 'reach' : 'no';
}

/** The table as Markdown, and below it what was not measured. */
export function tableOf(filled: readonly Filled[]): string {
  const lines = filled.map(each => {
    const { row, ours, theirs } = each;
    const limit = (value: number | undefined) => value === undefined ? '–' : row.goal === 'ratio' ? `${ratio(value)}` : shown(value, row.unit);
    return `| ${[row.measure, row.against, limit(row.reach), limit(row.aim), shown(ours, row.unit), shown(theirs, row.unit), ratioIn(each), words[reached(each) ?? 'none']].join(' | ')} |`;
  });
  const missing = filled.filter(({ why }) => why !== undefined).map(({ row, why }) => `- ${row.name}: ${why}`);
  return [
    '| measure | against | reach | aim | ours | theirs | ratio | reached? |', '|--|--|--|--|--|--|--|--|', ...lines,
    ...(missing.length === 0 ? [] : ['', 'Not measured in every round:', '', ...missing]),
  ].join('\n');
}

const words = { aim: 'aim', reach: 'reach', no: '**no**', none: '–' } as const;

function ratioIn({ row, ours, theirs, value }: Filled): string {
  if (row.goal === 'ratio') return value === undefined ? '–' : ratio(value);
  return ours === undefined || theirs === undefined || theirs === 0 ? '–' : ratio(ours / theirs);
}

/** A ratio as people say it: a small one as one part of so many. */
export const ratio = (value: number): string => value > 0 && value < 0.05 ? `1/${Math.round(1 / value)}` : `${value.toFixed(value < 10 ? 2 : 0)}x`;

function shown(value: number | undefined, unit: Unit): string {
  if (value === undefined) return '–';
  const digits = unit === 'of 24' || unit === 'files' || unit === 'MB' ? 0 : unit === '%' || Math.abs(value) >= 100 ? 1 : 2;
  return unit === 'of 24' ? `${value.toFixed(digits)} of 24` : `${value.toFixed(digits)} ${unit}`;
}
