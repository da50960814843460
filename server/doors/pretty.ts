import { carets, columns } from '../base/frame.ts';
import type { LineAndCharacter } from '../base/lines.ts';
import type { Finding } from '../rules/rule.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import type { Path } from '../syntax/tree.ts';
import { harmless, painter, type Paint } from './paint.ts';
import { severityWords, type Look } from './summary.ts';

/** What a report quotes of a file. */
export type Page = Pick<PolicyRecord, 'uri' | 'text' | 'lines'>;

/** Finds the name of another file that a finding also speaks of, and where a field of it stands; undefined where the file is not at hand. */
export type Elsewhere = (uri: string, path: Path) => (LineAndCharacter & { readonly shown: string }) | undefined;

/** The part of a file in the report for people: each finding with its line of the source and carets under the fault. */
export function drawn(shown: string, record: Page, findings: readonly Finding[], look: Look, elsewhere: Elsewhere): string {
  return findings.length === 0 ? '' : `${painter(look.colour)('path', harmless(shown))}\n${draw(record, findings, look, elsewhere)}\n`;
}

function draw(record: Page, findings: readonly Finding[], { locale, colour, width }: Look, elsewhere: Elsewhere): string {
  const paint = painter(colour);
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
      ...isNew ? excerpt(record, finding, paint, width, place) : [],
      ...finding.related.flatMap(related => {
        const there = 'span' in related ? { ...record.lines.at(related.span.start), shown: '' } : elsewhere(related.uri, related.path);
        if (!there) return [];
        const name = related.uri === record.uri ? '' : `${harmless(there.shown)}:`;
        return [`${margin}${paint('faint', `${name}${there.line + 1}:${there.character + 1}`)}  ${harmless(related.message[locale])}`];
      }),
      ...fix ? [`${margin}${paint('good', locale === 'zh' ? '修正：' : 'fix:')}${locale === 'zh' ? '' : ' '}${harmless(fix.title[locale])}`] : [],
    ];
  }).join('\n');
}

/** The line a finding starts on with carets under it. A fence shows nothing that its place does not say. */
function excerpt(record: Page, { span, severity }: Finding, paint: Paint, width: number, place: number): readonly string[] {
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
