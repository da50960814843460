import type { TextDocumentContentChangeEvent } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { span, type Span } from '../base/span.ts';
import { meets } from '../features/ranges.ts';
import { rules } from '../rules/index.ts';
import type { Finding } from '../rules/rule.ts';
import type { PolicyRecord } from '../syntax/record.ts';

/** Where open documents are being typed in, and which findings wait there until the typing pauses. Uris are the client’s. */
export interface Typing {
  /** Takes in how a document is about to change. */
  changing(document: TextDocument, changes: readonly TextDocumentContentChangeEvent[]): void;
  /** What of the findings of an open record is shown now: not that a word is wrong which someone is in the middle of, where it was not said before. */
  shown(uri: string, record: PolicyRecord, findings: readonly Finding[]): readonly Finding[];
  closed(uri: string): void;
  /** Shows nothing more of its own accord. */
  end(): void;
}

/** What typing is measured by. `isHeard`: whether the client can be told later of what waited. `paused`: findings of a document waited, and now are shown. */
export interface Pace { readonly now: () => Date; readonly isHeard: () => boolean; readonly paused: (uri: string) => void }

/** How long nothing is typed before what waits is shown, in milliseconds: longer than from one key to the next, also where a word is chosen from a list of Chinese ones. */
const pause = 800;
/** The most characters that one key puts down: a word that an input method for Chinese gives. What is longer was pasted, or chosen from a list and is no half word. */
const mostOfKey = 8;

/** The typing of one token: where the last key left the cursor and when, and what was found there before the first key. */
interface Run { readonly caret: number; readonly since: number; before: ReadonlySet<string> }

/** Nothing is being typed yet. The server is not told where the cursor is, but it is where the last key was typed. */
export function createTyping({ now, isHeard, paused }: Pace): Typing {
  const runs = new Map<string, Run>();
  const last = new Map<string, { readonly record: PolicyRecord; readonly findings: readonly Finding[] }>();
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  /** How long ago a key was typed; a clock that was put back says nothing. */
  const ageOf = ({ since }: Run): number => { const age = now().getTime() - since; return age < 0 ? pause : age; };

  const foundOn = (uri: string, line: number): ReadonlySet<string> => {
    const { record, findings } = last.get(uri) ?? { findings: [] };
    return new Set(findings.filter(({ span: { start, end } }) => record && record.lines.lineOf(start) <= line && line <= record.lines.lineOf(end)).map(nameOf));
  };
  const wait = (uri: string, time: number) => {
    if (timers.has(uri)) return;
    timers.set(uri, setTimeout(() => {
      timers.delete(uri);
      const run = runs.get(uri);
      const age = run ? ageOf(run) : pause;
      // Timers may be a moment early, and someone may have typed on.
      if (age < pause) wait(uri, pause - age); else paused(uri);
    }, time));
  };

  return {
    changing: (document, changes) => {
      const { uri } = document;
      const stroke = isHeard() ? strokeOf(document, changes) : undefined;
      const run = runs.get(uri);
      runs.delete(uri);
      if (!stroke) return;
      const goesOn = run && ageOf(run) < pause && meets(tokenAt(document.getText(), run.caret), stroke);
      runs.set(uri, { caret: stroke.start + stroke.text.length, since: now().getTime(), before: goesOn ? run.before : foundOn(uri, stroke.line) });
    },
    shown: (uri, record, findings) => {
      last.set(uri, { record, findings });
      const run = runs.get(uri);
      const age = run ? ageOf(run) : pause;
      if (!run || age >= pause) return findings;
      // What is mended in between and comes back is new.
      run.before = new Set(findings.map(nameOf).filter(name => run.before.has(name)));
      const token = tokenAt(record.text, run.caret);
      const now = findings.filter(finding => !(isUnfinished(finding) && meets(finding.span, token)) || run.before.has(nameOf(finding)));
      if (now.length < findings.length) wait(uri, pause - age);
      return now;
    },
    closed: uri => {
      runs.delete(uri);
      last.delete(uri);
      clearTimeout(timers.get(uri));
      timers.delete(uri);
    },
    end: () => { for (const timer of timers.values()) clearTimeout(timer); },
  };
}

/** What one key does to a text: it replaces a stretch of one line by a few characters, or breaks the line. Whatever else changes a text is no typing. */
function strokeOf(document: TextDocument, [change, ...others]: readonly TextDocumentContentChangeEvent[]): (Span & { readonly text: string; readonly line: number }) | undefined {
  if (!change || others.length > 0 || !('range' in change && change.range)) return undefined;
  const { range: { start, end }, text } = change;
  const isKey = text.length <= mostOfKey ? !/[\r\n]/.test(text) || isEnter.test(text) : isEnter.test(text);
  if (!isKey || start.line !== end.line) return undefined;
  const struck = span(document.offsetAt(start), document.offsetAt(end));
  return { start: struck.start, end: struck.end, text, line: start.line };
}

const isEnter = /^\r?\n[ \t]*$/;

/** The word around a cursor or, where there is none, the one before it on its line: behind a key the value is still to come. */
function tokenAt(text: string, caret: number): Span {
  let [start, end] = [caret, caret];
  while (isOfWord(text[end])) end++;
  while (isOfWord(text[start - 1])) start--;
  if (start < end) return span(start, end);
  while (/[ \t]/.test(text[start - 1] ?? '')) start--;
  while (isOfWord(text[start - 1])) start--;
  return span(start, end);
}

const isOfWord = (character: string | undefined): boolean => character !== undefined && !/[\s,{}[\]，。；：、！？（）“”]/.test(character);

/** Findings that typing on may mend: by the rule, unless a finding knows better. */
const isUnfinished = ({ rule, unfinished }: Finding): boolean => unfinished ?? unfinishedRules.has(rule);
const unfinishedRules: ReadonlySet<string> = new Set(rules.flatMap(({ id, unfinished }) => unfinished ? [id] : []));

/** What a finding is called across texts: places move while one types. */
const nameOf = ({ rule, path }: Finding): string => `${rule} ${JSON.stringify(path)}`;
