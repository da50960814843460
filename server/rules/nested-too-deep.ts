import { sentenceOf } from './conflict-marker.ts';
import { example, type Rule } from './rule.ts';
import { sources } from './sources.ts';

export const nestedTooDeep: Rule = {
  id: 'nested-too-deep',
  title: { zh: '嵌套不超过 256 层', en: 'Nesting is at most 256 levels deep' },
  why: {
    zh: '真实的记录最多四层。嵌套过深的文本会耗尽解析器的栈，能让读它的程序整个崩溃，所以在解析之前就停下，这个文件的其他检查暂停。',
    en: 'Real records nest four levels deep. Text nested far deeper exhausts the stack of a parser and can bring down the program that reads it, so reading stops before that and the other checks of the file pause.',
  },
  source: sources.bounds,
  severity: 'error',
  noFix: {
    zh: '这样的文本不是人写的记录；须找出是什么程序生成了它。',
    en: 'No person writes a record like that; the program that made it has to be mended.',
  },
  judges: 'problems',
  of: 'any',
  examples: [
    example`
      ---
      { "evolution": { "milestones": [{ "date": "2024-10-01", "event": "通过" }] } }
      ---
    `,
    example`
      ---
      tags: ${'['.repeat(257)}
      ${' '.repeat(262)}^ nested-too-deep: The nesting is deeper than 256 levels.
      ---
    `,
    example`
      -- en/example.md --
      ---
      { 'evolution': { 'milestones': [{ 'date': '2024-10-01', 'event': 'Adopted' }], }, }
      ---
    `,
    example`
      ---
      evolution:
        milestones:
          - date: '2024-10-01'
            event: 通过
      ---
    `,
    example`
      ---
      { "tags": ${'['.repeat(257)}
      ${' '.repeat(266)}^ nested-too-deep: The nesting is deeper than 256 levels.
      ---
    `,
    example`
      ---
      { 'tags': ${'['.repeat(257)}
      ${' '.repeat(266)}^ nested-too-deep: The nesting is deeper than 256 levels.
      ---
    `,
  ],

  check: ({ problems }) => problems.filter(({ kind }) => kind === 'too-deep').map(({ span, reason }) => ({ span, path: [], message: sentenceOf(reason) })),
};
