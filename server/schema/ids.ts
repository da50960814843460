import schemaFile from '../../schemas/policy-record.schema.json';

const { pattern, maxLength } = schemaFile.properties.id;
const safe = new RegExp(pattern, 'u');

/** The most characters an id may have. */
export const longestId: number = maxLength;

/** Whether a text may be an id: what the schema asks for, so that a path or a web address can be made of it. */
export const isSafeId = (text: string): boolean => text.length <= maxLength && safe.test(text);

/** The safe id that is nearest to a text: accents go, and what is no letter or digit of ASCII becomes a hyphen. Undefined where nothing remains. */
export function slugOf(text: string): string | undefined {
  const slug = text.normalize('NFKD').replace(/\p{Mark}/gu, '').toLowerCase().replace(/[^a-z0-9]+/g, '-').slice(0, maxLength + 1)
    .replace(/^-+/, '').slice(0, maxLength).replace(/-+$/, '');
  return isSafeId(slug) ? slug : undefined;
}
