import { hasHan, type Locale } from '../base/both.ts';
import { last } from '../base/last.ts';

/** The language a file's folder names: a path segment `zh` or `en`, the last one counting; undefined where none does. */
export const languageOfPath: (uri: string) => Locale | undefined = last(uri => {
  const segments = uri.split(/[\\/]/).slice(0, -1);
  for (const segment of segments.reverse()) {
    const name = segment.toLowerCase();
    if (name === 'zh' || name === 'zh-cn' || name === 'zh-hans') return 'zh';
    if (name === 'en' || name === 'en-us' || name === 'en-gb') return 'en';
  }
  return undefined;
});

/** The language of a file outside any language folder: Chinese when its title or country is, else when it holds Chinese at all. */
export const languageOfText = (telling: string | undefined, text: string): Locale =>
  hasHan(telling ?? text.slice(0, 20_000)) ? 'zh' : 'en';

/** The name of a file without its folder and ending, percent escapes resolved. */
export const stemOf: (uri: string) => string = last(uri => {
  const name = uri.slice(Math.max(uri.lastIndexOf('/'), uri.lastIndexOf('\\')) + 1);
  const stem = name.replace(/\.[^.]*$/, '');
  try { return decodeURIComponent(stem); } catch { return stem; }
});
