import type { Both } from '../base/both.ts';
import { textOf, type Span } from '../base/span.ts';
import { schemaErrors } from '../schema/validate.ts';
import { readPlain } from '../syntax/plain.ts';
import { readPlain11 } from '../syntax/plain11.ts';
import { mannerOf, scalarText } from '../syntax/print.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import type { Path, Scalar, ScalarForm } from '../syntax/tree.ts';
import { example, mend, type Found, type Rule } from './rule.ts';
import { pathTo, scalarsIn } from './scalars.ts';
import { sources } from './sources.ts';
import { brief } from './wording.ts';

export const readsDifferently: Rule = {
  id: 'reads-differently',
  title: { zh: '网站读到的值与写下的值相同', en: 'A site reads the value that is written' },
  why: {
    zh: '用 gray-matter 的网站按 YAML 1.1 读取没有引号的值：日期成了时刻，以 0 开头的数字成了八进制，12:30:00 成了秒数；有些程序还把 no 读成否。加上引号，哪里读到的都一样。',
    en: 'Sites that use gray-matter read unquoted values by YAML 1.1: a date becomes a moment, a number that begins with 0 is octal, and 12:30:00 a count of seconds; some programs even take no for false. In quotes a value is the same everywhere.',
  },
  source: sources.readers,
  severity: 'warning',
  judges: 'values',
  unfinished: true,
  examples: [
    example`
      ---
      { "pubDate": "2024-10-01", "year": 2024, "url": null, "regulatory": { "permitting_lead_time": "12:30:00" } }
      ---
    `,
    example`
      ---
      title: 封存令 2024-10-01
      year: 2024
      pubDate: "2024-10-01"
      source: 第 012 号
      ---
    `,
    example`
      ---
      title: 封存令
      pubDate: 2024-10-01
               ^^^^^^^^^^ reads-differently: A site reads the unquoted 2024-10-01 as a moment, 2024-10-01T00:00:00.000Z, and not as a text.
      year: 02024
            ^^^^^ reads-differently: A site reads 02024 as 1044, and YAML 1.2 reads it as 2024.
      regulatory:
        liability_period: 12:30:00
                          ^^^^^^^^ reads-differently: A site reads the unquoted 12:30:00 as 45000, and not as a text.
        co2_definition: no
                        ^^ reads-differently: Some readers of YAML take the unquoted no for false.
      ---
      ->
      ---
      title: 封存令
      pubDate: '2024-10-01'
      year: 2024
      regulatory:
        liability_period: '12:30:00'
        co2_definition: 'no'
      ---
    `,
    example`
      -- en/example.md --
      ---
      {
        'pubDate': 2024-10-01,
                   ^^^^^^^^^^ reads-differently: A site reads the unquoted 2024-10-01 as a moment, 2024-10-01T00:00:00.000Z, and not as a text.
        'evolution': { 'clusters': ['Storage', 1_000] },
                                               ^^^^^ reads-differently: A site reads the unquoted 1_000 as 1000, and not as a text.
      }
      ---
      ->
      ---
      {
        'pubDate': '2024-10-01',
        'evolution': { 'clusters': ['Storage', '1_000'] },
      }
      ---
    `,
    example`
      ---
      title: "碳捕集法"
      relatedFacilities: [ on, "310" ]
                           ^^ reads-differently: Some readers of YAML take the unquoted on for true.
      ---
      ->
      ---
      title: "碳捕集法"
      relatedFacilities: [ "on", "310" ]
      ---
    `,
  ],

  check(record) {
    if (record.style === 'json') return [];
    const found: Found[] = [];
    for (const each of scalarsIn(record)) {
      const { node } = each;
      // With quotes or the sign of a block string no text reads as anything else.
      if (node.form !== 'plain' || isPlainWord(record.text, node.span)) continue;
      const text = textOf(record.text, node.span);
      const said = differs(text);
      // A value with a tag is told apart by that, and one that the field cannot take is another rule's finding.
      if (!said || !Object.is(node.value, readPlain(text)) || hasTag(record, node.span.start)) continue;
      const path = pathTo(each);
      if (isRefused(record, path)) continue;
      const put = scalarText(mannerOf(record), node.value, quotesOf(record));
      const title = typeof node.value === 'string' ? { zh: '加上引号', en: 'Put it in quotes' } : { zh: `写作 ${put}`, en: `Write ${put}` };
      found.push({ span: node.span, path, message: said, fixes: [mend(record, title, [{ span: node.span, text: put }], { safe: true, preferred: true })] });
    }
    return found;
  },
};

/** Whether a value is told from all that is read in two ways by its first letter, or as it is long: nearly every one is. */
const isPlainWord = (text: string, { start, end }: Span): boolean => end - start > longest || (text.charCodeAt(start) > nine && end - start > 'off'.length);

/** Letters stand behind the digits, and the signs that a number begins with before them. */
const nine = 0x39;

/** No value that is longer is read as anything but a text. */
const longest = 60;

/** How an unquoted value is read elsewhere, where that is another value. */
function differs(text: string): Both | undefined {
  // Words that no other reading begins with, and numbers like any other.
  if (!/^(?:[-+.\d]|(?:yes|no|on|off)$)/i.test(text) || /^-?(?:0|[1-9]\d{0,14})$/.test(text)) return undefined;
  const shown = brief(text);
  const word = /^(?:yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF)$/.test(text) ? /yes|on/i.test(text) : undefined;
  if (word !== undefined) return { zh: `有些 YAML 程序会把没有引号的“${shown}”读成 ${word}。`, en: `Some readers of YAML take the unquoted ${shown} for ${word}.` };
  const [own, site] = [readPlain(text), readPlain11(text)];
  if (site.moment) return { zh: `网站会把没有引号的 ${shown} 读成时刻 ${String(site.value)}，而不是文本。`, en: `A site reads the unquoted ${shown} as a moment, ${String(site.value)}, and not as a text.` };
  if (own === site.value || Object.is(own, site.value)) return undefined;
  if (typeof own === 'string') return { zh: `网站会把没有引号的 ${shown} 读成 ${told(site.value).zh}，而不是文本。`, en: `A site reads the unquoted ${shown} as ${told(site.value).en}, and not as a text.` };
  return { zh: `网站把 ${shown} 读成${told(site.value).zh}，而 YAML 1.2 读成${told(own).zh}。`, en: `A site reads ${shown} as ${told(site.value).en}, and YAML 1.2 reads it as ${told(own).en}.` };
}

const told = (value: Scalar): Both => typeof value === 'string' ? { zh: '文本', en: 'a text' } : { zh: ` ${String(value)} `, en: String(value) };

const hasTag = ({ text }: PolicyRecord, at: number): boolean => /![^\s,[\]{}]*[ \t]+(?:&\S+[ \t]+)?$/.test(text.slice(Math.max(0, at - 100), at));

const isRefused = (record: PolicyRecord, path: Path): boolean =>
  schemaErrors(record).some(error => error.path.length === path.length && error.path.every((step, i) => step === path[i]));

/** The quotes of the first value that has some; single ones where none has. */
function quotesOf(record: PolicyRecord): ScalarForm {
  for (const { node: { form } } of scalarsIn(record)) if (form === 'single' || form === 'double') return form;
  return 'single';
}
