import type { Both } from '../base/both.ts';
import { example, type Rule } from './rule.ts';
import { sources } from './sources.ts';

export const conflictMarker: Rule = {
  id: 'conflict-marker',
  title: { zh: '前置元数据里没有合并冲突的标记', en: 'The frontmatter holds no marker of a merge conflict' },
  why: {
    zh: '冲突标记之间是两个版本的同一处，两边都不能当真。解决之前，这个文件的其他检查暂停。',
    en: 'Between the markers stand two versions of one place, and neither can be trusted. Until that is settled the other checks of the file pause.',
  },
  source: sources.notation,
  severity: 'error',
  noFix: {
    zh: '保留哪一边只有人能决定；编辑器的合并工具可以逐处选择。',
    en: 'Only a person can tell which side to keep; the editor’s merge tools choose place by place.',
  },
  judges: 'problems',
  of: 'any',
  examples: [
    example`
      ---
      title: 封存条例
      ---

      =======
      正文里的等号线不是冲突。
    `,
    example`
      ---
      {
        "title": "封存条例",
      <<<<<<< HEAD
      ^^^^^^^ conflict-marker: A merge conflict is left unresolved here.
        "year": 2023
      =======
        "year": 2024
      >>>>>>> 年份订正
      }
      ---
    `,
    example`
      -- en/example.md --
      ---
      {
        'title': 'Storage Act',
      <<<<<<< HEAD
      ^^^^^^^ conflict-marker: A merge conflict is left unresolved here.
        'year': 2023,
      =======
        'year': 2024,
      >>>>>>> correct-the-year
      }
      ---
    `,
    example`
      ---
      title: 封存条例
      <<<<<<< HEAD
      ^^^^^^^ conflict-marker: A merge conflict is left unresolved here.
      year: 2023
      =======
      year: 2024
      >>>>>>> main
      status: 现行
      <<<<<<< HEAD
      ^^^^^^^ conflict-marker: A merge conflict is left unresolved here.
      category: 法律监管
      =======
      category: 市场机制
      >>>>>>> main
      ---
    `,
    example`
      ---
      { "title": "封存条例", "year": 2024 }
      ---
    `,
    example`
      -- en/example.md --
      ---
      { 'title': 'Storage Act', 'year': 2024, }
      ---
    `,
  ],

  check: ({ problems }) => problems.filter(({ kind }) => kind === 'conflict').map(({ span, reason }) => ({ span, path: [], message: sentenceOf(reason) })),
};

/** A problem's reason, which is a clause, as a sentence of its own. */
export const sentenceOf = ({ zh, en }: Both): Both => ({ zh: `${zh}。`, en: `${en.charAt(0).toUpperCase()}${en.slice(1)}.` });
