import type { Locale } from '../base/both.ts';
import { isLevel } from '../schema/project-file.ts';
import type { Level } from '../schema/project.ts';

/** What a person sets, once it is worked out. */
export interface Settings {
  readonly locale: Locale;
  /** Who signs a review. */
  readonly author: string | undefined;
  /** The levels a person has given to rules in their editor; they count above those of the project. */
  readonly rules: ReadonlyMap<string, Level>;
}

/** The section of the client's settings that is ours. */
export const section = 'policyRecords';

/** What our own clients send along when they start the server. */
export interface StartOptions {
  readonly locale?: string;
  /** Whether the client knows VS Code's command that opens the completion list again. */
  readonly retrigger: boolean;
  /** Whether the client knows our command that asks a person for the reason of an ignore. */
  readonly asks: boolean;
  readonly settings: unknown;
}

/** Reads initialization options of any shape. */
export function startOptionsOf(raw: unknown): StartOptions {
  const { locale, retrigger, asks, settings } = fields(raw);
  return { ...(typeof locale === 'string' ? { locale } : {}), retrigger: retrigger === true, asks: asks === true, settings: sectionOf(settings) };
}

/**
 * Works out settings of any shape. `auto` follows the client: the language it was started with for us, else its own. Whatever is not
 * understood counts as not set.
 */
export function settingsOf(raw: unknown, clientLocale: string | undefined): Settings {
  const { locale, author, rules, ...rest } = fields(raw);
  const name = fields(author)['name'] ?? rest['author.name'];
  return {
    locale: locale === 'zh' || locale === 'en' ? locale : /^zh\b/i.test(clientLocale ?? '') ? 'zh' : 'en',
    author: typeof name === 'string' && name.trim() !== '' ? name.trim() : undefined,
    rules: new Map(Object.entries(fields(rules)).filter((entry): entry is [string, Level] => isLevel(entry[1]))),
  };
}

/** Clients send either the section itself or all settings with the section in them. */
export function sectionOf(raw: unknown): unknown {
  const all = fields(raw);
  return section in all ? all[section] : all;
}

const fields = (raw: unknown): Readonly<Record<string, unknown>> =>
  typeof raw === 'object' && raw !== null && !Array.isArray(raw) ? raw as Readonly<Record<string, unknown>> : {};
