import { last } from '../base/last.ts';
import { twinUriOf } from '../record/corpus.ts';

/**
 * One spelling for each file. Editors and file systems escape different characters and write drive letters in either case; records
 * of one folder can only find each other when their uris agree to the letter. The spelling is VS Code's. Other schemes stay as they are.
 */
export const canonical = (uri: string): string => isPlain.test(uri) ? uri : respelt(uri);

/** What every editor spells alike. A uri is looked at a dozen times at each key. */
const isPlain = /^file:\/\/\/[\w.~/-]*$/;

const respelt = last((uri: string): string => {
  const [, authority = '', path = ''] = /^file:\/\/([^/]*)(\/.*)$/i.exec(uri) ?? [];
  if (path === '') return uri;
  try {
    const plain = path.split('/').map(segment => encode(decodeURIComponent(segment))).join('/');
    return `file://${authority.toLowerCase()}${plain.replace(/^\/[A-Za-z]%3A/, drive => drive.toLowerCase().replace('%3a', '%3A'))}`;
  } catch {
    return uri;
  }
});

const encode = (segment: string): string => encodeURIComponent(segment).replace(/[!'()*]/g, c => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

/** Whether a file lies below a folder and not below `node_modules` or a hidden folder of it, which no scan enters. */
export function isBelow(folder: string, uri: string): boolean {
  const its = asFolder(folder);
  return uri.startsWith(its) && !/(?:^|\/)(?:node_modules|\.[^/]*)\//.test(uri.slice(its.length));
}

/** A folder's uri with its slash at the end. */
export const asFolder = (uri: string): string => uri.endsWith('/') ? uri : `${uri}/`;

/** The last part of a uri as a person reads it. */
export function nameOf(uri: string): string {
  const name = uri.slice(uri.lastIndexOf('/') + 1);
  try { return decodeURIComponent(name); } catch { return name; }
}

/** Whether a uri names a Markdown file. */
export const isMarkdown = (uri: string): boolean => /\.(?:md|markdown)$/i.test(uri);

/**
 * The folders that a record refers into, wherever the workspace ends: the language folders beside its own, or its own folder where it
 * stands in none. What else lies beside them is not read.
 */
export function homesOf(uri: string): readonly string[] {
  const own = uri.slice(0, uri.lastIndexOf('/'));
  const twin = twinUriOf(uri);
  if (twin === undefined) return [own];
  let same = 0;
  while (uri[same] === twin[same]) same++;
  const library = uri.slice(0, uri.lastIndexOf('/', same));
  const language = uri.slice(0, uri.indexOf('/', same));
  return [...new Set([language, ...['zh', 'zh-cn', 'zh-hans', 'en', 'en-us', 'en-gb'].map(name => `${library}/${name}`)])];
}

/** Whether a file is one of some files and folders or lies in one; a thousand of them at once are no reason to look at each for each file. */
export function isAtOrBelow(uri: string, places: ReadonlySet<string>): boolean {
  for (let at = uri; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('/')))) if (places.has(at)) return true;
  return false;
}
