import { mostCharacters } from '../syntax/parse.ts';
import { sentenceOf } from './conflict-marker.ts';
import { example, type Drawing, type Rule } from './rule.ts';
import { sources } from './sources.ts';

/** Made only when it is asked for, as nobody wants a mebibyte of blanks in memory. */
const loud = (before: string, after: string): Drawing => () => ({
  text: `---\n^^^ too-large: The frontmatter is larger than 1 MiB, and nothing in it is checked.\n${before}${' '.repeat(mostCharacters)}${after}\n---\n`,
  file: 'zh/example.md',
  others: [],
});

export const tooLarge: Rule = {
  id: 'too-large',
  title: { zh: '前置元数据不超过 1 MiB', en: 'The frontmatter is at most 1 MiB large' },
  why: {
    zh: '真实的记录只有几 KB。更大的前置元数据会拖慢每一次按键，因此不做检查；没有发现问题不等于没有问题。',
    en: 'Real records take a few kilobytes. Larger frontmatter would slow down every keystroke, so it is not checked: that nothing is reported then does not mean that nothing is wrong.',
  },
  source: sources.bounds,
  severity: 'information',
  noFix: {
    zh: '哪些内容可以移到正文或别的文件，须由人决定。',
    en: 'What can move to the body or to another file is for a person to decide.',
  },
  judges: 'problems',
  of: 'any',
  examples: [
    example`
      ---
      { "id": "example", "title": "示例" }
      ---
    `,
    loud('{ "id": "example"', '}'),
    loud('{ \'id\': \'example\',', '}'),
    loud('id: example', ''),
    example`
      -- en/example.md --
      ---
      { 'id': 'example', 'title': 'Example', }
      ---
    `,
    example`
      ---
      id: example
      title: 示例
      ---
    `,
  ],

  check(record) {
    return record.problems.filter(({ kind }) => kind === 'too-large')
      .map(({ span, reason }) => ({ span, path: [], message: sentenceOf({ zh: `${reason.zh}，没有检查`, en: `${reason.en}, and nothing in it is checked` }) }));
  },
};
