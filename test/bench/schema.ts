import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Locale } from '../../server/base/both.ts';
import { controlled, jurisdictions, nameIn, termsOf } from '../../server/schema/vocabulary.ts';
import schema from '../../schemas/policy-record.schema.json';

/** Our JSON Schema for others: the words of the vocabularies, which stand in files of their own, are written into it in one language. */
export function schemaIn(locale: Locale): object {
  const words = Object.fromEntries(controlled.map(field => [field, termsOf[field].map(term => term.written[locale])]));
  const properties = Object.fromEntries(Object.entries(schema.properties).map(([name, field]) => [name,
    words[name] ? { ...field, enum: words[name] } : name === 'country' ? { ...field, enum: jurisdictions.map(each => nameIn(each, locale)) } : field]));
  return { ...schema, $id: undefined, properties };
}

/** Writes it into a folder, a file for each language, without our own keywords: some validators refuse what they do not know. */
export function schemaFiles(folder: string): readonly { readonly uri: string; readonly locale: Locale }[] {
  return (['zh', 'en'] as const).map(locale => {
    const file = join(folder, `${locale}.schema.json`);
    writeFileSync(file, JSON.stringify(schemaIn(locale), (key, value: unknown) => key.startsWith('x-') ? undefined : value));
    return { uri: pathToFileURL(file).href, locale };
  });
}
