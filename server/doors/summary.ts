import type { Both, Locale } from '../base/both.ts';
import { painter } from './paint.ts';
import type { Severity } from '../schema/project.ts';

/** How a report looks. */
export interface Look {
  readonly format: 'pretty' | 'json';
  readonly locale: Locale;
  readonly colour: boolean;
  /** The columns of the terminal. */
  readonly width: number;
  /** Show errors only. */
  readonly quiet: boolean;
}

/** How many findings there are of each severity, and how many of them `--fix` would try to mend. */
export type Counts = Readonly<Record<Severity | 'mendable', number>>;

/** What a check came to. */
export interface Totals {
  readonly counts: Counts;
  readonly records: number;
  readonly skipped: number;
  /** How many findings the projects ignore. */
  readonly ignored: number;
  /** What `--fix` has done, or would do; undefined where it was not asked for. */
  readonly mended: { readonly fixes: number; readonly files: number; readonly written: boolean } | undefined;
  readonly elapsedMs: number;
}

/** What a report has around and between the parts of its files. */
export interface Binding { readonly open: string; readonly between: string; close(totals: Totals, isEmpty: boolean): string }

/** What a level is called in a report. */
export const severityWords: Readonly<Record<Severity, Both>> = {
  error: { zh: '错误', en: 'error' }, warning: { zh: '警告', en: 'warning' }, information: { zh: '信息', en: 'info' }, hint: { zh: '提示', en: 'hint' },
};

/** Findings of several files together. */
export function sumOf(all: Iterable<Counts>): Counts {
  const sum = { error: 0, warning: 0, information: 0, hint: 0, mendable: 0 };
  for (const each of all) add(sum, each);
  return sum;
}

/** Counts the findings of one more file. */
export function add(sum: { -readonly [name in keyof Counts]: number }, more: Counts): void {
  for (const name of names) sum[name] += more[name];
}

/** The binding of a report: JSON is one object, and the report for people ends with how much there is. */
export const bindingOf = (look: Look): Binding => look.format === 'json'
  ? { open: '{"version":1,"files":[', between: ',', close: totals => `],"summary":${JSON.stringify(figuresOf(totals))}}\n` }
  : { open: '', between: '\n', close: (totals, isEmpty) => `${isEmpty ? '' : '\n'}${summary(totals, look)}` };

const figuresOf = ({ counts, records, skipped, ignored, elapsedMs }: Totals) =>
  ({ files: records, skipped, errors: counts.error, warnings: counts.warning, informations: counts.information, hints: counts.hint, ignored, elapsedMs });

/** How many records and findings there are, and what was mended: a line or two. */
export function summary({ counts, records, skipped, ignored, mended }: Totals, { locale, colour, quiet }: Pick<Look, 'locale' | 'colour' | 'quiet'>): string {
  const paint = painter(colour);
  const lines: string[] = [];
  if (mended && (mended.fixes > 0 || !mended.written)) lines.push(mended.fixes > 0 ? paint('good', say(mendedText(mended), locale)) : say({ zh: '没有可应用的修正。', en: 'There is no fix to apply.' }, locale));
  const others = skipped === 0 ? '' : say({ zh: `（略过 ${skipped} 个其他 Markdown 文件）`, en: ` (${many(skipped, 'other Markdown file')} left alone)` }, locale);
  const found = severities.filter(severity => counts[severity] > 0 && !(quiet && severity !== 'error'));
  if (records === 0 && found.length === 0) lines.push(say({ zh: `没有找到政策记录${others}。`, en: `No policy records found${others}.` }, locale));
  else if (found.length === 0) {
    lines.push(paint('good', say({ zh: `${records} 条记录，没有${quiet ? '错误' : '问题'}${others}。`, en: `${many(records, 'record')}, ${quiet ? 'no errors' : 'nothing to report'}${others}.` }, locale)));
  } else {
    const figures = found.map(severity => paint(severity, locale === 'zh' ? `${counts[severity]} ${severity === 'error' || severity === 'warning' ? '个' : '条'}${severityWords[severity].zh}` : many(counts[severity], severityWords[severity].en)));
    lines.push(locale === 'zh' ? `${records} 条记录，${figures.join('、')}${others}。` : `${many(records, 'record')}, ${figures.join(', ')}${others}.`);
  }
  if (counts.mendable > 0 && !mended) lines.push(say({ zh: `其中 ${counts.mendable} 个可用 --fix 修正。`, en: `${counts.mendable} can be mended with --fix.` }, locale));
  if (ignored > 0) lines.push(paint('faint', say({ zh: `另有 ${ignored} 项问题由项目文件忽略。`, en: `${many(ignored, 'finding')} ${ignored === 1 ? 'is' : 'are'} ignored by a project file.` }, locale)));
  return `${lines.join('\n')}\n`;
}

const mendedText = ({ fixes, files, written }: NonNullable<Totals['mended']>): Both => ({
  zh: `${written ? '已' : '将'}应用 ${fixes} 处修正，改动 ${files} 个文件。`, en: `${written ? 'Applied' : 'Would apply'} ${many(fixes, 'fix', 'fixes')} in ${many(files, 'file')}.`,
});

const severities = ['error', 'warning', 'information', 'hint'] as const satisfies readonly (keyof Counts)[];
const names = [...severities, 'mendable'] as const satisfies readonly (keyof Counts)[];
const say = (both: Both, locale: Locale): string => both[locale];
const many = (n: number, one: string, more = `${one}s`): string => `${n} ${n === 1 ? one : more}`;
