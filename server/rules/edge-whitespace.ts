import { span } from '../base/span.ts';
import { charactersOf } from '../syntax/characters.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import type { Path, ScalarNode } from '../syntax/tree.ts';
import { example, mend, type Found, type Rule } from './rule.ts';
import { lineWithin, pathTo, scalarsIn } from './scalars.ts';
import { sources } from './sources.ts';
import { isCutOff } from './truncated-description.ts';
import { brief } from './wording.ts';

/** Fields whose form is judged by a rule of their own, which blanks upset as well. */
const judgedElsewhere: ReadonlySet<string> = new Set([
  'id', 'url', 'country', 'year', 'status', 'category', 'legalWeight', 'reviewStatus', 'pubDate', 'lastAuditDate', 'sourcePublicationDate', 'date', 'supersedes', 'supersededBy', 'score',
]);

export const edgeWhitespace: Rule = {
  id: 'edge-whitespace',
  title: { zh: '文本首尾没有空白', en: 'A text neither starts nor ends with a blank' },
  why: {
    zh: '首尾的空白看不见，却让相同的文本比较起来不相同，也让检索和去重出错。',
    en: 'A blank at the edge cannot be seen, yet it makes two equal texts differ wherever they are compared or searched for.',
  },
  source: sources.exporter,
  severity: 'hint',
  judges: 'values',
  unfinished: true,
  examples: [
    example`
      ---
      { "title": "封存条例", "interpretation": "", "auditNote": " ", "description": "第一段\n\n第二段" }
      ---
    `,
    example`
      ---
      title: 封存条例
      description: |
        第一段。

        第二段。
      interpretation: >-
        折叠的
        文本
      ---
    `,
    example`
      ---
      { "title": "　封存条例", "impactAnalysis": { "technical": "推动监测技术的发展。 ", "economic": " 降低成本\n" } }
                 ^^^^^^^^^^^^ edge-whitespace: “封存条例” starts with a blank.
                                                                ^^^^^^^^^^^^^^^^^^^^^^^ edge-whitespace: “推动监测技术的发展。” ends with a blank.
                                                                                                     ^^^^^^^^^^^^^ edge-whitespace: “降低成本” starts and ends with a blank.
      ---
      ->
      ---
      { "title": "封存条例", "impactAnalysis": { "technical": "推动监测技术的发展。", "economic": "降低成本" } }
      ---
    `,
    example`
      -- en/ca-ab-sequestration-tenure.md --
      ---
      {
        'title': 'Carbon Sequestration Tenure ',
                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ edge-whitespace: “Carbon Sequestration Tenure” ends with a blank.
        'evolution': { 'clusters': [' Hubs', 'Pore space'] },
                                    ^^^^^^^ edge-whitespace: “Hubs” starts with a blank.
      }
      ---
      ->
      ---
      {
        'title': 'Carbon Sequestration Tenure',
        'evolution': { 'clusters': ['Hubs', 'Pore space'] },
      }
      ---
    `,
    example`
      ---
      title: 'It''s law '
             ^^^^^^^^^^^^ edge-whitespace: “It's law” ends with a blank.
      source: "\t能源部"
              ^^^^^^^^^^ edge-whitespace: “能源部” starts with a blank.
      ---
      ->
      ---
      title: 'It''s law'
      source: "能源部"
      ---
    `,
  ],

  check(record) {
    const found: Found[] = [];
    for (const each of scalarsIn(record)) {
      const { node } = each;
      const edges = typeof node.value === 'string' ? edgesOf(node, node.value) : undefined;
      if (!edges) continue;
      const path = pathTo(each);
      if (isJudgedElsewhere(path) || (path[0] === 'description' && isCut(record, String(node.value)))) continue;
      const { text, sourceOf } = charactersOf(record.text, node);
      const own = text.replace(/\n+$/, all => isBlock(node) ? '' : all);
      const lead = edges.lead ? blankAt(own, /^[^\S\ufeff]+/) : 0;
      const trail = edges.trail ? blankAt(own, /(?<![^\S\ufeff])[^\S\ufeff]+$/) : 0;
      const cut = [span(0, lead), span(own.length - trail, own.length)].filter(({ start, end }) => end > start);
      const shown = shorten(own.slice(lead, own.length - trail), edges.lead);
      const [zh, en] = lead > 0 && trail > 0 ? ['首尾都', 'starts and ends'] : lead > 0 ? ['开头', 'starts'] : ['结尾', 'ends'];
      found.push({
        span: lineWithin(record, node, sourceOf(lead > 0 ? 0 : own.length - 1, own.length).start), path,
        message: { zh: `“${shown}”${zh}有空白。`, en: `“${shown}” ${en} with a blank.` },
        fixes: [mend(record, { zh: '去掉空白', en: 'Remove the blank' }, cut.map(({ start, end }) => ({ span: sourceOf(start, end), text: '' })), { safe: true, preferred: true })],
      });
    }
    return found;
  },
};

const isJudgedElsewhere = (path: Path): boolean => judgedElsewhere.has(path.filter(step => typeof step === 'string').at(-1) ?? '');

/** A description that the export cut off at 500 characters may end between two words, and the cut is another rule's finding. */
const isCut = (record: PolicyRecord, value: string): boolean => value.length === 500 || [...value].length === 500 || isCutOff(record, value);

const isBlock = ({ form }: ScalarNode): boolean => form === 'literal' || form === 'folded';

/** Which edges of a text are blank. The line break that ends a block string is how it is written, and where it starts is told by its indentation. */
function edgesOf(node: ScalarNode, value: string): { readonly lead: boolean; readonly trail: boolean } | undefined {
  const own = isBlock(node) ? value.replace(/\n+$/, '') : value;
  if (own.trim() === own) return undefined;
  const [first, last] = [own[0] ?? '', own.at(-1) ?? ''];
  // The blanks around a carriage return that was left over go with it.
  const lead = !isBlock(node) && isBlank(first) && !/^\s*(?:\r|\\r)/.test(own);
  const trail = isBlank(last) && !/(?:\r|\\r)[^\S\r]*$/.test(own);
  return (lead || trail) && own.trim() !== '' ? { lead, trail } : undefined;
}

/** A byte order mark is hidden rather than blank, and a carriage return is residue; both are other rules' findings. */
const isBlank = (character: string): boolean => /[^\S\ufeff\r]/.test(character);

const blankAt = (text: string, edge: RegExp): number => edge.exec(text)?.[0].length ?? 0;

/** The end of the text that has the blank. */
const shorten = (text: string, fromStart: boolean): string => brief(fromStart || text.length <= 60 ? text : `…${text.slice(-40)}`);
