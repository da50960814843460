import { createHash } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** A file that is written bit by bit and is there only once it is whole. What cannot be written is not there; nothing throws. */
export interface Draft {
  write(bytes: Uint8Array): void;
  /** Puts the file in its place. */
  seal(): void;
  /** Leaves what was there before. */
  drop(): void;
}

const sealLength = 44;

/** Begins a sealed file: it ends in a hash of all before, and takes its place in one step. */
export function draft(path: string): Draft {
  const place = `${path}.${process.pid}.tmp`;
  const hash = createHash('sha256');
  let file: number | undefined;
  const close = (): boolean => {
    const left = file;
    file = undefined;
    if (left !== undefined) attempt(() => { closeSync(left); });
    return left !== undefined;
  };
  const remove = () => { attempt(() => { rmSync(place, { force: true }); }); };
  const drop = () => { if (close()) remove(); };
  attempt(() => {
    mkdirSync(dirname(path), { recursive: true });
    file = openSync(place, 'w');
  });
  const write = (bytes: Uint8Array) => {
    attempt(() => { for (let from = 0; file !== undefined && from < bytes.length;) from += writeSync(file, bytes, from); }, drop);
  };
  return {
    write: bytes => { hash.update(bytes); write(bytes); },
    seal: () => {
      write(Buffer.from(hash.digest('base64')));
      if (close()) attempt(() => { renameSync(place, path); }, remove);
    },
    drop,
  };
}

function attempt(step: () => void, otherwise?: () => void): void {
  try { step(); } catch { otherwise?.(); }
}

/** What a sealed file holds; undefined where there is none, or where it is damaged. */
export function readSealed(path: string): Buffer | undefined {
  try {
    const bytes = readFileSync(path);
    const content = bytes.subarray(0, Math.max(0, bytes.length - sealLength));
    return createHash('sha256').update(content).digest('base64') === bytes.toString('latin1', content.length) ? content : undefined;
  } catch {
    return undefined;
  }
}
