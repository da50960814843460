import type { Locale } from '../base/both.ts';
import type { HintKind } from '../features/hints.ts';
import { matcher } from '../schema/globs.ts';
import { isLevel } from '../schema/project-file.ts';
import type { Level } from '../schema/project.ts';

/** What a person sets, once it is worked out. */
export interface Settings {
  readonly locale: Locale;
  /** Who signs a review. */
  readonly author: string | undefined;
  /** The levels a person has given to rules in their editor; they count above those of the project. */
  readonly rules: ReadonlyMap<string, Level>;
  /** Which files of a folder belong to its library: those that match one of the first globs and none of the second, from the folder. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  /** Whether closed files are checked, too. */
  readonly wholeWorkspace: boolean;
  /** What is shown beside values. */
  readonly hints: readonly HintKind[];
}

/** What counts where nothing else is set; hidden folders and `node_modules` are never read anyway. */
const everything = { include: ['**/*.md', '**/*.markdown'], exclude: ['**/node_modules/**', '**/.*/**'] } as const;

const hintKinds: readonly HintKind[] = ['titles', 'terms', 'pillars', 'bands'];

/** The section of the client's settings that is ours. */
export const section = 'policyRecords';

/** What our own clients send along when they start the server. */
export interface StartOptions {
  readonly locale?: string;
  /** Whether the client knows VS Code's command that opens the completion list again. */
  readonly retrigger: boolean;
  /** Whether the client knows our command that asks a person for the reason of an ignore. */
  readonly asks: boolean;
  /** Whether the client knows our command that shows the places a code lens speaks of. */
  readonly shows: boolean;
  readonly settings: unknown;
}

/** Reads initialization options of any shape. */
export function startOptionsOf(raw: unknown): StartOptions {
  const { locale, retrigger, asks, shows, settings } = fields(raw);
  return { ...(typeof locale === 'string' ? { locale } : {}), retrigger: retrigger === true, asks: asks === true, shows: shows === true, settings: sectionOf(settings) };
}

/**
 * Works out settings of any shape. `auto` follows the client: the language it was started with for us, else its own. Whatever is not
 * understood counts as not set.
 */
export function settingsOf(raw: unknown, clientLocale: string | undefined): Settings {
  const { locale, author, rules, include, exclude, workspaceDiagnostics, inlayHints, ...rest } = fields(raw);
  const name = fields(author)['name'] ?? rest['author.name'];
  return {
    locale: locale === 'zh' || locale === 'en' ? locale : /^zh\b/i.test(clientLocale ?? '') ? 'zh' : 'en',
    author: typeof name === 'string' && name.trim() !== '' ? name.trim() : undefined,
    rules: new Map(Object.entries(fields(rules)).filter((entry): entry is [string, Level] => isLevel(entry[1]))),
    include: globsIn(include) ?? everything.include, exclude: globsIn(exclude) ?? everything.exclude,
    wholeWorkspace: workspaceDiagnostics !== false,
    hints: hintKinds.filter(kind => (fields(inlayHints)[kind] ?? rest[`inlayHints.${kind}`]) !== false),
  };
}

/** Clients send either the section itself or all settings with the section in them. */
export function sectionOf(raw: unknown): unknown {
  const all = fields(raw);
  return section in all ? all[section] : all;
}

/** The globs of a list; what is none is passed over, and so is a list of nothing but that. */
function globsIn(raw: unknown): readonly string[] | undefined {
  if (!Array.isArray(raw)) return undefined;
  const globs = raw.filter(each => typeof each === 'string' && each.trim() !== '' && matcher.isGlob(each));
  return globs.length > 0 || raw.length === 0 ? globs : undefined;
}

const fields = (raw: unknown): Readonly<Record<string, unknown>> =>
  typeof raw === 'object' && raw !== null && !Array.isArray(raw) ? raw as Readonly<Record<string, unknown>> : {};
