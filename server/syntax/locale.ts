import { hasHan, type Locale } from '../base/both.ts';
import { last } from '../base/last.ts';

/** The language a file's folder names: a path segment `zh` or `en`, the last one counting; undefined where none does. */
export const languageOfPath: (uri: string) => Locale | undefined = last(uri => {
  const segment = languageFolder.exec(uri)?.[1];
  return segment === undefined ? undefined : /^z/i.test(segment) ? 'zh' : 'en';
});

const languageFolder = /^(?:.*[\\/])?(zh(?:-cn|-hans)?|en(?:-us|-gb)?)[\\/]/is;

/** The language of a file outside any language folder: Chinese when its title or country is, else when it holds Chinese at all. */
export const languageOfText = (telling: string | undefined, text: string): Locale =>
  hasHan(telling ?? text.slice(0, 20_000)) ? 'zh' : 'en';

/** The name of a file without its folder and ending, percent escapes resolved. */
export const stemOf: (uri: string) => string = last(uri => {
  const name = uri.slice(Math.max(uri.lastIndexOf('/'), uri.lastIndexOf('\\')) + 1);
  const stem = name.replace(/\.[^.]*$/, '');
  try { return decodeURIComponent(stem); } catch { return stem; }
});
