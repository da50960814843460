import { isAscii, isUtf8, transcode } from 'node:buffer';
import { createHash } from 'node:crypto';
import { closeSync, constants, fstatSync, openSync, readFileSync, statSync } from 'node:fs';
import { lstat, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Host } from '../lsp/host.ts';
import { isMisread } from '../syntax/encoding.ts';
import { sieveOf, whetherLeftOut } from './ignored.ts';

/**
 * What came of reading a file: its text, or why there is none. Of bytes that are not UTF-8 there is what can be read of them, a mark in
 * place of each lost character, and `guess`, the encoding they look like.
 */
export type Reading =
  | { readonly kind: 'text'; readonly text: string }
  | Unreadable
  | { readonly kind: 'not-utf8'; readonly guess: 'GB18030' | 'UTF-16' | undefined; readonly text: string };

/** Why there are no bytes. */
export interface Unreadable { readonly kind: 'missing' | 'folder' | 'denied' }

/** The files of this computer. Uris of another scheme than `file:` name nothing here. */
export function disk(): Host {
  return {
    read: async uri => {
      const path = pathOf(uri);
      const reading = path === undefined ? undefined : await readResult(path);
      return reading?.kind === 'text' ? reading.text : undefined;
    },
    list: async folder => {
      const path = pathOf(folder);
      return path === undefined ? [] : (await markdownBelow(path)).map(file => pathToFileURL(file).href);
    },
    leavesOut: async uris => {
      const isLeftOut = whetherLeftOut();
      const left = await Promise.all(uris.map(async uri => { const path = pathOf(uri); return path !== undefined && await isLeftOut(path) ? [uri] : []; }));
      return new Set(left.flat());
    },
    changedSince: async (uris, time) => {
      const changed = new Set<string>();
      for (const [i, uri] of uris.entries()) {
        const path = pathOf(uri);
        if (path === undefined || isChangedSince(path, time)) changed.add(uri);
        // Others have their turn while thousands of files are looked at.
        if (i % looks === looks - 1) await new Promise(resolve => { setImmediate(resolve); });
      }
      return changed;
    },
    now: () => new Date(),
  };
}

/** How many files are looked at in one go: that is several times faster while the caller waits. */
const looks = 200;
/** How coarse the times of a file system can be, in milliseconds. */
const coarseness = 3000;

/** Whether a file may have changed since a time. Of one that came from elsewhere only the time of its last change of place is new. */
function isChangedSince(path: string, time: Date): boolean {
  try {
    const { mtimeMs, ctimeMs } = statSync(path);
    return Math.max(mtimeMs, ctimeMs) >= time.getTime() - coarseness;
  } catch {
    return true;
  }
}

/**
 * The Markdown files below a folder, sorted by path. Links are not followed: what they lead to inside the folder is reached on its own
 * way, so each real file comes once, nothing outside is read, and a loop of links is no loop. `node_modules` and folders whose name
 * starts with a dot are left out, and so is what `.gitignore` files leave out. A folder that cannot be opened is told to `closed` and the rest goes on; one that vanishes is nothing.
 */
export async function markdownBelow(folder: string, closed: (folder: string) => void = () => undefined): Promise<readonly string[]> {
  const files: string[] = [];
  const waiting = [{ folder, sieve: await sieveOf(folder) }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { folder: current, sieve } = next;
    for (const entry of await readdir(current, { withFileTypes: true }).catch((error: unknown) => { if (isDenied(error)) closed(current); return []; })) {
      const path = join(current, entry.name);
      if (entry.isDirectory()) {
        if (entry.name !== 'node_modules' && !entry.name.startsWith('.') && !sieve.leavesOut(path, true)) waiting.push({ folder: path, sieve: await sieve.below(path) });
      } else if (entry.isFile() && isMarkdown(entry.name) && !sieve.leavesOut(path, false)) files.push(path);
    }
  }
  return files.sort((a, b) => a < b ? -1 : 1);
}

/** Whether a file's name says that it is Markdown. */
export const isMarkdown = (name: string): boolean => /\.(?:md|markdown)$/i.test(name);

/** Reads a file as strict UTF-8, a byte order mark kept. Never throws. */
export async function readResult(path: string): Promise<Reading> {
  try {
    // A pipe or a device would be waited for without end, so only what is a file is opened.
    const kind = await stat(path);
    if (kind.isDirectory()) return { kind: 'folder' };
    return kind.isFile() ? decode(await readFile(path)) : { kind: 'denied' };
  } catch (error) {
    return unread(error);
  }
}

/**
 * The bytes of a file, or why there are none, while the caller waits: for a command, which has nothing else to do and for which that is
 * several times faster. Never throws.
 */
export function bytesOf(path: string): Uint8Array | Unreadable {
  let file: number | undefined;
  try {
    // A pipe would be waited for without end, so nothing is waited for.
    file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const kind = fstatSync(file);
    if (kind.isDirectory()) return { kind: 'folder' };
    return kind.isFile() ? readFileSync(file) : { kind: 'denied' };
  } catch (error) {
    return unread(error);
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/** What bytes say, or why there are none. */
export const readingOf = (bytes: Uint8Array | Unreadable): Reading => bytes instanceof Uint8Array ? decode(bytes) : bytes;

/** What tells one content of a file from another. */
export const hashOf = (bytes: Uint8Array | Unreadable): string =>
  bytes instanceof Uint8Array ? createHash('sha256').update(bytes).digest('base64').slice(0, 22) : bytes.kind;

/** What stands at a path; a link counts as what it leads to, and one that leads nowhere as missing. */
export async function kindOf(path: string): Promise<'file' | 'folder' | 'missing' | 'denied'> {
  try {
    return (await stat(path)).isDirectory() ? 'folder' : 'file';
  } catch (error) {
    return isGone(error) || await lstat(path).then(link => link.isSymbolicLink(), () => false) ? 'missing' : 'denied';
  }
}

/** Decodes bytes as strict UTF-8, or says which encoding they look like. */
export function decode(bytes: Uint8Array): Reading {
  const text = textIn(bytes) ?? decodedBy(utf8, bytes);
  if (text !== undefined) return { kind: 'text', text };
  const marked = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  const damaged = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  return { kind: 'not-utf8', guess: marked ? 'UTF-16' : isChinese(bytes, damaged) ? 'GB18030' : undefined, text: damaged };
}

/** What bytes that are sound UTF-8 say. To look at them first and put them into UTF-16 takes a third of the time of a decoder. */
function textIn(bytes: Uint8Array): string | undefined {
  try {
    if (isAscii(bytes)) return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
    return isUtf8(bytes) ? transcode(bytes, 'utf8', 'ucs2').toString('ucs2') : undefined;
  } catch {
    // Too long for one text, or a Node that was built without these.
    return undefined;
  }
}

/** Whether bytes read well as GB18030, and badly as UTF-8. */
const isChinese = (bytes: Uint8Array, damaged: string): boolean => isMisread(damaged) && /[\u4e00-\u9fff]{2}/.test(decodedBy(new TextDecoder('gb18030', strict), bytes) ?? '');

const strict = { fatal: true, ignoreBOM: true };
const utf8 = new TextDecoder('utf-8', strict);

function decodedBy(decoder: typeof utf8, bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}

function pathOf(uri: string): string | undefined {
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined;
  }
}

const unread = (error: unknown): Unreadable => ({ kind: isGone(error) ? 'missing' : codeOf(error) === 'EISDIR' ? 'folder' : 'denied' });
const codeOf = (error: unknown): string => error instanceof Error && 'code' in error ? String(error.code) : '';
const isGone = (error: unknown): boolean => ['ENOENT', 'ENOTDIR'].includes(codeOf(error));
const isDenied = (error: unknown): boolean => ['EACCES', 'EPERM'].includes(codeOf(error));
