import type { Both, Locale } from '../base/both.ts';
import { carets, columns } from '../base/frame.ts';
import type { Finding } from '../rules/rule.ts';
import type { Severity } from '../schema/project.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import { nodeAt } from '../syntax/tree.ts';
import { harmless, type Paint } from './paint.ts';
import { count, type Counts, type Outcome, type Page } from './report.ts';

/** How a report is drawn. */
export interface Look {
  readonly locale: Locale;
  readonly paint: Paint;
  /** The columns of the terminal. */
  readonly width: number;
  /** Show errors only. */
  readonly quiet: boolean;
  /** The name and the record of a file that a finding also speaks of. */
  readonly fileOf: (uri: string) => { readonly shown: string; readonly record: PolicyRecord } | undefined;
}

/** What a level is called in a report. */
export const severityWords: Readonly<Record<Severity, Both>> = {
  error: { zh: '错误', en: 'error' }, warning: { zh: '警告', en: 'warning' }, information: { zh: '信息', en: 'info' }, hint: { zh: '提示', en: 'hint' },
};

/** The report for people: under each file its findings, each with its line of the source and carets under the fault. */
export function pretty(outcome: Outcome, look: Look): string {
  const parts = outcome.files.flatMap(file => {
    const findings = file.findings.filter(finding => !look.quiet || finding.severity === 'error');
    return findings.length > 0 ? [`${look.paint('path', harmless(file.shown))}\n${draw(file.record, findings, look)}\n`] : [];
  });
  return [...parts, summary(outcome, look)].join('\n');
}

function draw(record: Page, findings: readonly Finding[], look: Look): string {
  const { locale, paint } = look;
  const places = findings.map(({ span }) => { const { line, character } = record.lines.at(span.start); return `${line + 1}:${character + 1}`; });
  const [place, word] = [Math.max(...places.map(each => each.length)), Math.max(...findings.map(each => columns(severityWords[each.severity][locale])))];
  const margin = ' '.repeat(place + 4);
  return findings.flatMap((finding, i) => {
    const before = findings[i - 1]?.span;
    const isNew = before?.start !== finding.span.start || before.end !== finding.span.end;
    const label = severityWords[finding.severity][locale];
    const fix = finding.fixes.find(each => each.preferred) ?? finding.fixes[0];
    return [
      `  ${paint('faint', (places[i] ?? '').padStart(place))}  ${paint(finding.severity, label)}${' '.repeat(word - columns(label))} ${paint('rule', finding.rule)}  ${harmless(finding.message[locale])}`,
      // Of several findings on one thing the first shows it.
      ...isNew ? excerpt(record, finding, look, place) : [],
      ...finding.related.flatMap(related => {
        const { uri, message } = related;
        const file = look.fileOf(uri);
        if (!file) return [];
        const start = 'span' in related ? related.span.start : nodeAt(file.record.root, related.path)?.span.start ?? 0;
        const { line, character } = file.record.lines.at(start);
        const name = uri === record.uri ? '' : `${harmless(file.shown)}:`;
        return [`${margin}${paint('faint', `${name}${line + 1}:${character + 1}`)}  ${harmless(message[locale])}`];
      }),
      ...fix ? [`${margin}${paint('good', locale === 'zh' ? '修正：' : 'fix:')}${locale === 'zh' ? '' : ' '}${harmless(fix.title[locale])}`] : [],
    ];
  }).join('\n');
}

/** The line a finding starts on with carets under it. A fence shows nothing that its place does not say. */
function excerpt(record: Page, { span, severity }: Finding, { paint, width }: Look, place: number): readonly string[] {
  const { lines, text } = record;
  const line = lines.lineOf(span.start);
  const [start, end] = [lines.startOf(line), lines.endOf(line)];
  const source = harmless(text.slice(start, end));
  if (/^\ufffd?---\s*$/.test(source)) return [];
  const gutter = `${' '.repeat(place + 4)}${paint('faint', '│')} `;
  const cut = fit(source, span.start - start, Math.min(span.end, end) - start, Math.max(30, width - place - 7));
  return [gutter + cut.text, gutter + paint(severity, carets(cut.text, cut.from, cut.to))];
}

/** A line cut around a stretch of it until it takes no more than `room` columns; what is cut away shows as `…`. */
export function fit(line: string, from: number, to: number, room: number): { readonly text: string; readonly from: number; readonly to: number } {
  const indent = Math.min(from, line.search(/\S|$/));
  const characters = [...line.slice(indent)];
  const text = characters.join('');
  [from, to] = [from - indent, Math.max(to, from) - indent];
  if (columns(text) <= room) return { text, from, to };
  // Where the stretch does not end within the room, some of what stands before it gives way.
  const lead = columns(text.slice(0, to)) < room ? 0 : tail(text.slice(0, from), Math.max(8, Math.min(room >> 2, room - 2 - columns(text.slice(from, to)))));
  const left = lead > 0 ? '…' : '';
  const rest = text.slice(lead);
  const right = columns(left + rest) <= room ? rest.length : head(rest, room - columns(left) - 1);
  const shown = left + rest.slice(0, right) + (right < rest.length ? '…' : '');
  const at = (place: number) => Math.min(shown.length, Math.max(left.length, place - lead + left.length));
  return { text: shown, from: at(from), to: at(to) };
}

/** How many code units from the start take at most `room` columns. */
function head(text: string, room: number): number {
  let [units, taken] = [0, 0];
  for (const character of text) {
    taken += columns(character);
    if (taken > room) break;
    units += character.length;
  }
  return units;
}

/** The place from which a text takes at most `room` columns to its end. */
function tail(text: string, room: number): number {
  let [at, taken] = [text.length, 0];
  for (const character of [...text].reverse()) {
    taken += columns(character);
    if (taken > room) break;
    at -= character.length;
  }
  return at;
}

/** How many records and findings there are, and what was mended: a line or two. */
export function summary(outcome: Outcome, { locale, paint, quiet }: Pick<Look, 'locale' | 'paint' | 'quiet'>): string {
  const counts = count(outcome);
  const { records, skipped, ignored, mended } = outcome;
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

const mendedText = ({ fixes, files, written }: NonNullable<Outcome['mended']>): Both => ({
  zh: `${written ? '已' : '将'}应用 ${fixes} 处修正，改动 ${files} 个文件。`, en: `${written ? 'Applied' : 'Would apply'} ${many(fixes, 'fix', 'fixes')} in ${many(files, 'file')}.`,
});

const severities = ['error', 'warning', 'information', 'hint'] as const satisfies readonly (keyof Counts)[];
const say = (both: Both, locale: Locale): string => both[locale];
const many = (n: number, one: string, more = `${one}s`): string => `${n} ${n === 1 ? one : more}`;
