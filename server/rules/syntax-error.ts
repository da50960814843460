import type { Both } from '../base/both.ts';
import { apply, type Edit } from '../base/edit.ts';
import { textOf } from '../base/span.ts';
import { parseRecord } from '../syntax/parse.ts';
import type { Problem } from '../syntax/problem.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import { example, mend, type Fix, type Found, type Rule } from './rule.ts';
import { sources } from './sources.ts';

/** A repair is offered only once it is seen to work. Reading again takes time, so of very many mistakes the first are repaired first. */
const mostRepaired = 20;

export const syntaxError: Rule = {
  id: 'syntax-error',
  title: { zh: '前置元数据是合法的 JSON 或 YAML', en: 'The frontmatter is valid JSON or YAML' },
  why: {
    zh: '一处括号或引号写错，整条记录就读不出来，网站会丢掉它。记录用 JSON 写就按 JSON 检查，否则按 YAML 检查。能够确定的修复会直接给出；看不出原意的地方（例如缩进错位）须由人来改。',
    en: 'One bracket or quote astray and the whole record cannot be read, so the site drops it. A record written as JSON is held to JSON, any other to YAML. A mending is offered where only one is possible; where the meaning cannot be told, as with a line indented wrongly, a person has to decide.',
  },
  source: sources.notation,
  severity: 'error',
  judges: 'problems',
  of: 'any',
  unfinished: true,
  examples: [
    example`
      ---
      {
        'id': 'example',
        'title': '示例：YAML 允许末尾的逗号',
      }
      ---
    `,
    example`
      ---
      {
        "id": "example",
        "title": "碳捕集示范项目管理办法"
                                         ^ syntax-error: Frontmatter line 4 is not valid JSON: a comma is missing.
        "year": 2024
      }
      ---
      ->
      ---
      {
        "id": "example",
        "title": "碳捕集示范项目管理办法",
        "year": 2024
      }
      ---
    `,
    example`
      ---
      {
        "title": "CCUS 标准", "tags": ["封存", "监测", ]
                                                     ^ syntax-error: Frontmatter line 3 is not valid JSON: a comma follows the last item.
      }
      ---
      ->
      ---
      {
        "title": "CCUS 标准", "tags": ["封存", "监测" ]
      }
      ---
    `,
    example`
      -- en/example.md --
      ---
      {
        'title': 'Carbon Storage Act',
        'country': 'Norway,
                   ^^^^^^^ syntax-error: Frontmatter line 4 is not valid YAML: the closing quote ' is missing.
        'year': 2024,
      }
      ---
      ->
      ---
      {
        'title': 'Carbon Storage Act',
        'country': 'Norway',
        'year': 2024,
      }
      ---
    `,
    example`
      ---
      title: 二氧化碳地质封存条例
      analysis:
      	mrv: { score: 60 }
      ^ syntax-error: Frontmatter line 4 is not valid YAML: a tab is used as indentation, and YAML allows only spaces.
      ---
      ->
      ---
      title: 二氧化碳地质封存条例
      analysis:
        mrv: { score: 60 }
      ---
    `,
    example`
      ---
      title: 封存指南: 第一部分
             ^^^^^^^^^^^^^^^^^^ syntax-error: Frontmatter line 2 is not valid YAML: the value holds characters that mean something to YAML and needs quotes.
      country: 中国
      ---
      ->
      ---
      title: '封存指南: 第一部分'
      country: 中国
      ---
    `,
    example`
      -- en/example.md --
      ---
      analysis:
        mrv:
          score: 60
         market:
      ^ syntax-error: Frontmatter line 5 is not valid YAML: the indentation does not fit the lines around it.
          score: 40
      ---
    `,
    example`
      ---
      { "id": "example", "analysis": { "mrv": { "score": 60 }
      ^ syntax-error: Frontmatter line 2 is not valid JSON: a }} is missing.
      ---
      ->
      ---
      { "id": "example", "analysis": { "mrv": { "score": 60 }}}
      ---
    `,
    example`
      ---
      {
        "analysis": {
          "mrv": {
                 ^ syntax-error: Frontmatter line 4 is not valid JSON: a } is missing.
            "label": "第三方核查", "score": 80,
          "market": { "score": 60 }
        },
        "title": "碳市场管理办法"
      }
      ---
      ->
      ---
      {
        "analysis": {
          "mrv": {
            "label": "第三方核查", "score": 80
          },
          "market": { "score": 60 }
        },
        "title": "碳市场管理办法"
      }
      ---
    `,
    example`
      -- en/example.md --
      ---
      {
        'evolution':
          {
            'clusters':
            ^^^^^^^^^^ syntax-error: Frontmatter line 5 is not valid YAML: a [ is missing.
                'Carbon markets',
                'Storage',
              ],
          },
      }
      ---
      ->
      ---
      {
        'evolution':
          {
            'clusters': [
                'Carbon markets',
                'Storage',
              ],
          },
      }
      ---
    `,
  ],

  check(record) {
    const style = record.style === 'json' ? 'JSON' : 'YAML';
    const found: Found[] = [];
    for (const [i, problem] of record.problems.filter(({ kind }) => kind === 'syntax').entries()) {
      const line = record.lines.lineOf(problem.span.start) + 1;
      const fix = i < mostRepaired ? repairOf(record, problem) : undefined;
      found.push({
        span: problem.span, path: [],
        message: {
          zh: `前置元数据第 ${line} 行不是合法的 ${style}：${problem.reason.zh}。`,
          en: `Frontmatter line ${line} is not valid ${style}: ${problem.reason.en}.`,
        },
        ...(fix ? { fixes: [fix] } : {}),
      });
    }
    return found;
  },
};

/** The problem's repair, if it works. It is safe where it leaves nothing else wrong on its line and upsets nothing further down. */
function repairOf(record: PolicyRecord, problem: Problem): Fix | undefined {
  const { repair = [] } = problem;
  const [first] = repair;
  if (!first || isDoubtful(record.text, first)) return undefined;
  const after = parseRecord(record.uri, apply(record.text, repair));
  if (!after || after.problems.some(({ span }) => span.start <= problem.span.start && !record.problems.some(before => before.span.start === span.start && before !== problem))) return undefined;
  const line = record.lines.lineOf(first.span.start);
  const isClean = after.problems.length < record.problems.length && !after.problems.some(({ kind, span }) => kind === 'syntax' && after.lines.lineOf(span.start) === line);
  return mend(record, titleOf(record.text, repair), repair, { safe: isClean, preferred: true });
}

/** A comma before a bare word on its line may as well be part of a text whose quote is lost further back. */
const isDoubtful = (text: string, { span, text: put }: Edit): boolean => put === ',' && /^[ \t]*[^\s"'{[]/.test(text.slice(span.end));

function titleOf(text: string, repair: readonly Edit[]): Both {
  const old = repair.map(edit => textOf(text, edit.span)).join('');
  const put = repair.map(edit => edit.text).join('').trim();
  if (old === '' && put.startsWith('\\')) return { zh: '转义文字里的引号', en: 'Escape the quotes within the text' };
  if (old === '') return put === '' ? { zh: '补上空格', en: 'Insert a blank' } : { zh: `补上 ${put}`, en: `Insert ${put}` };
  if (old.includes('\t') && old.trim() === '') return { zh: '把制表符换成空格', en: 'Replace the tab with spaces' };
  return put === '' ? { zh: `去掉 ${old.trim()}`, en: `Remove ${old.trim()}` } : { zh: '给值加上引号', en: 'Put the value in quotes' };
}
