import { indexLines } from '../../../server/base/lines.ts';
import type { Participant } from '../participants.ts';
import type { Session, Told, Want } from '../lsp.ts';

/** A key that puts one character into a text, and the key that takes it out again. With the character the text is wrong, or right for that once. */
export interface Edit {
  readonly uri: string;
  readonly at: number;
  readonly insert: string;
}

/** Whether something is told of a line: by this rule of ours where the server is ours, and anything by others. */
export const isFlagged = (told: Told, line: number, { isOurs }: Participant, rule: string): boolean =>
  told.some(({ range, code, severity }) => range.start.line <= line && range.end.line >= line && (isOurs ? code === rule : (severity ?? 1) <= 2));

/** Behind the first score of two digits, which one more digit makes too high. */
export function scorePlace(text: string): { readonly at: number; readonly line: number } {
  const found = /["']?score["']?: (\d\d)(?!\d)/.exec(text);
  if (!found) throw new Error('The record has no score of two digits.');
  return { at: found.index + found[0].length, line: indexLines(text).lineOf(found.index) };
}

/** Behind the value that a pattern’s one group takes. */
export function placeOf(text: string, pattern: RegExp): { readonly at: number; readonly line: number; readonly value: string } {
  const found = pattern.exec(text);
  const [whole, value] = found ?? [];
  if (!found || whole === undefined || value === undefined) throw new Error(`The record has no ${pattern.source}.`);
  const start = found.index + whole.lastIndexOf(value);
  return { at: start + value.length, line: indexLines(text).lineOf(start), value };
}

/** Presses the key, or takes back what it put there. */
export function press(session: Session, { uri, at, insert }: Edit, isIn: boolean): void {
  if (isIn) session.type(uri, at, at + insert.length, '');
  else session.type(uri, at, at, insert);
}

/** How long each of `keys` keys takes until what they bring about is told, after some that only warm up. `wants` says what that is, with the character in and without it. */
export async function timeKeys(session: Session, edit: Edit, keys: number, wants: (isIn: boolean) => readonly Want[], isInAtFirst = false): Promise<readonly number[]> {
  const times: number[] = [];
  let isIn = isInAtFirst;
  for (let key = -Math.min(20, keys); key < keys; key++) {
    const from = performance.now();
    press(session, edit, isIn);
    isIn = !isIn;
    const took = await session.told(wants(isIn), from);
    if (took === undefined) throw new Error('An edit was not reflected in the diagnostics.');
    if (key >= 0) times.push(took);
  }
  if (isIn !== isInAtFirst) press(session, edit, isIn);
  return times;
}
