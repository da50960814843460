import type * as lsp from 'vscode-languageserver-types';
import type { Locale } from '../base/both.ts';
import type { Chapter } from './chapter.ts';
import { criteriaChapters } from './criteria-chapters.ts';
import { mechanismChapters } from './mechanism-chapters.ts';

/** What a reference page is about. */
export type PageKind = 'icvcm' | 'mechanisms';

/** A page of Markdown that explains the criteria or the mechanisms, made from the data alone. Lines count from 0. */
export interface Page {
  readonly text: string;
  /** The chapter that explains a criterion or mechanism, from its heading to its last line, and the heading by itself. */
  chapterOf(id: string): { readonly range: lsp.Range; readonly heading: lsp.Range } | undefined;
  /** The criterion or mechanism that a line explains. */
  idAt(line: number): string | undefined;
}

/** The scheme of the addresses of the pages. */
export const pageScheme = 'policy-records';

/** The address of a page, in the reader's language. */
export const pageUri = (kind: PageKind, locale: Locale): string => `${pageScheme}:/${locale}/${kind}.md`;

/** The page that an address names; undefined where it names none. */
export function pageNamed(uri: string): { readonly kind: PageKind; readonly locale: Locale } | undefined {
  for (const kind of ['icvcm', 'mechanisms'] as const) for (const locale of ['zh', 'en'] as const) if (uri === pageUri(kind, locale)) return { kind, locale };
  return undefined;
}

const made = new Map<string, Page>();

/** The page of the criteria or of the mechanisms. */
export function referencePage(kind: PageKind, locale: Locale): Page {
  const uri = pageUri(kind, locale);
  const page = made.get(uri) ?? pageOf(kind === 'icvcm' ? criteriaChapters(locale) : mechanismChapters(locale));
  made.set(uri, page);
  return page;
}

function pageOf(chapters: readonly Chapter[]): Page {
  const lines: string[] = [];
  const places = chapters.map(({ heading, id, lines: own }) => {
    const start = lines.length;
    lines.push(heading, '', ...own, ...own.length > 0 ? [''] : []);
    return { id, heading, start, end: lines.length - 2 };
  });
  return {
    text: lines.join('\n'),
    chapterOf: id => {
      const place = places.find(each => each.id === id);
      return place && {
        range: { start: { line: place.start, character: 0 }, end: { line: place.end, character: lines[place.end]?.length ?? 0 } },
        heading: { start: { line: place.start, character: 0 }, end: { line: place.start, character: place.heading.length } },
      };
    },
    idAt: line => places.find(({ start, end }) => start <= line && line <= end)?.id,
  };
}
