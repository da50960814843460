import { last } from '../base/last.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import { nodeAt, wholeText, type ScalarNode } from '../syntax/tree.ts';

/** The link to the official text as it is written; undefined where there is none to be judged. */
export function linkOf({ root }: PolicyRecord): { readonly node: ScalarNode; readonly text: string } | undefined {
  const node = wholeText(nodeAt(root, ['url']));
  return node && node.value.trim() !== '' ? { node, text: node.value } : undefined;
}

/** Whether a text is the whole address of something on the web: http or https, the name of a host, and no blank. */
export const isAddress = (text: string): boolean => addressIn(text) !== undefined;

/** Several rules ask about one address. */
const addressIn: (text: string) => URL | undefined = last(text => {
  const address = /^https?:\/\/[^\s/\\?#]+(?:[/?#]\S*)?$/i.test(text) ? parsed(text) : undefined;
  return address && (/[^.]\.[^.]/.test(address.hostname) || address.hostname.startsWith('[')) ? address : undefined;
});

/** Node 20 has a `URL.canParse` that, once it was asked often, says no to every address with an accented letter in it. */
function parsed(text: string): URL | undefined {
  try { return new URL(text); } catch { return undefined; }
}

/** Whether an address leads to the start of a site: no path, no query, no fragment. */
export function isHomePage(text: string): boolean {
  const address = addressIn(text);
  return address?.pathname === '/' && address.search === '' && address.hash === '';
}

/** What was most likely meant by a text that is no address; the likeliest first, at most three. */
export function addressesMeant(text: string): readonly string[] {
  const plain = text.trim();
  if (isAddress(plain)) return [plain];
  const whole = withScheme(ascii(plain).replace(/^(?:https?:\/\/)+(?=https?:\/\/)/i, ''));
  if (isAddress(whole)) return [whole];
  const within = addressesIn(plain);
  const [first] = within;
  // A blank inside one address is part of a file's name, or came in where a line was wrapped. What follows in brackets is a remark.
  const isParted = first !== undefined && within.length === 1 && plain.startsWith(first) && /^\s[\x21\x23-\x27\x2a-\x5a\x5c-\x7e][\x21-\x7e]*(?:\s[\x21-\x7e]+)*$/.test(plain.slice(first.length));
  const found = isParted ? [plain.replace(/\s/g, '%20'), plain.replace(/\s/g, '')] : within;
  return [...new Set(found)].filter(isAddress).slice(0, 3);
}

/** The addresses that stand in a text, without the marks that end the sentence around them. */
export const addressesIn = (text: string): readonly string[] =>
  [...text.matchAll(/https?:\/\/[^\s<>"'“”‘’「」（）()[\]，。；、]+/gi)].map(([each]) => each.replace(/[.,;:!?]+$/, ''));

/** The scheme and the host in ASCII, where an input method typed them wide. A path is left as it is, since a file may be named so. */
const ascii = (text: string): string => text.replace(/^([^/／?？#＃]*[:：;；]?[/／]{0,3})([^/／?？#＃]*[/／]?)/, (_, scheme: string, host: string) =>
  `${scheme.normalize('NFKC')}${host.replace(/[。．｡]/g, '.').normalize('NFKC')}`);

/** With a scheme as it is written: slips in it mended, and https where there is none before the name of a host. */
function withScheme(text: string): string {
  const slip = /^h?t{1,3}p{1,2}(s?)(?::\/{0,3}|;\/{1,3}|:?\\{1,2}|\/{1,3})(?=[a-z0-9])/i.exec(text);
  if (slip) return `http${(slip[1] ?? '').toLowerCase()}://${text.slice(slip[0].length)}`;
  if (text.startsWith('//')) return `https:${text}`;
  const host = /^[a-z0-9](?:[a-z0-9-]*\.)+([a-z]{2,24})(?=$|[/?#:])/i.exec(text);
  return host && !(fileEndings.has((host[1] ?? '').toLowerCase()) && host[0] === text) ? `https://${text}` : text;
}

/** What looks like the end of a host and is that of a file. */
const fileEndings: ReadonlySet<string> = new Set(['pdf', 'doc', 'docx', 'xls', 'xlsx', 'htm', 'html', 'md', 'txt', 'zip', 'json', 'xml']);
