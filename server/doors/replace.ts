import { accessSync, closeSync, constants, fchmodSync, fsyncSync, openSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** What came of writing a file: `changed` when it no longer holds the text that was mended, `denied` when it may not or cannot be written. */
export type Written = 'written' | 'changed' | 'denied';

/**
 * Puts a new text in place of a file's old one, all at once: whoever reads the file sees the old text or the new, and a full disk or a
 * lost current leaves the old. It keeps the file's mode, and where the path is a link, the link. Nothing here waits, so that no signal
 * can come between the steps.
 */
export function replaceFile(path: string, before: string, after: string): Written {
  let draft: string | undefined;
  try {
    const real = realpathSync.native(path);
    // Renaming needs no right to the file itself, but whoever took that right away meant it.
    accessSync(real, constants.W_OK);
    if (!readFileSync(real).equals(Buffer.from(before))) return 'changed';
    draft = join(dirname(real), `.${basename(real).slice(0, 100)}.${process.pid}.tmp`);
    const { mode } = statSync(real);
    const file = openSync(draft, 'wx', mode);
    try {
      writeFileSync(file, after);
      fchmodSync(file, mode);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(draft, real);
    return 'written';
  } catch {
    if (draft !== undefined) rmSync(draft, { force: true });
    return 'denied';
  }
}
