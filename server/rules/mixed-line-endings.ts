import type { Edit } from '../base/edit.ts';
import { eolOf } from '../base/lines.ts';
import { span } from '../base/span.ts';
import { example, mend, type Rule } from './rule.ts';
import { sources } from './sources.ts';

const [crlf, lf] = ['\r\n', '\n'];

export const mixedLineEndings: Rule = {
  id: 'mixed-line-endings',
  title: { zh: '一个文件只用一种换行符', en: 'A file has one kind of line ending' },
  why: {
    zh: '混用 CR LF 和 LF 的文件，换一台电脑保存就会整篇显示为改动，真正的改动反而看不出来。',
    en: 'Where CR LF and LF are mixed, saving on another computer shows every line as changed, and the real change is lost among them.',
  },
  source: sources.exporter,
  severity: 'hint',
  judges: 'values',
  of: 'any',
  examples: [
    example`
      ---
      { "title": "封存条例" }
      ---
      正文。
    `,
    example`
      ---${'\r'}
      title: 封存条例${'\r'}
      ---${'\r'}
    `,
    example`
      ---
      { "title": "封存条例" }
      ---
      第一段。${'\r'}
      ^^^^^^^^ mixed-line-endings: This line ends with CR LF, as 1 of 5 do; the others end with LF.
      第二段。
      ->
      ---
      { "title": "封存条例" }
      ---
      第一段。
      第二段。
    `,
    example`
      -- en/example.md --
      ---${'\r'}
      {${'\r'}
        'title': 'Storage Act',${'\r'}
        'year': 2024,
        ^^^^^^^^^^^^^ mixed-line-endings: This line ends with LF, as 1 of 6 do; the others end with CR LF.
      }${'\r'}
      ---${'\r'}
      ->
      ---${'\r'}
      {${'\r'}
        'title': 'Storage Act',${'\r'}
        'year': 2024,${'\r'}
      }${'\r'}
      ---${'\r'}
    `,
    example`
      ---
      title: 封存条例
      description: |
        第一行${'\r'}
        ^^^^^^ mixed-line-endings: This line ends with CR LF, as 2 of 7 do; the others end with LF.
      ${'\r'}
        第二行
      ---
      ->
      ---
      title: 封存条例
      description: |
        第一行

        第二行
      ---
    `,
  ],

  check(record) {
    const { text } = record;
    if (!text.includes('\r')) return [];
    const ends = [...text.matchAll(/\r?\n/g)];
    const windows = ends.filter(([end]) => end === crlf).length;
    if (windows === 0 || windows === ends.length) return [];
    const kept = windows * 2 === ends.length ? eolOf(text) : windows * 2 > ends.length ? crlf : lf;
    const others = ends.filter(([end]) => end !== kept);
    const first = others[0]?.index ?? 0;
    const [odd, name] = kept === lf ? ['CR LF', 'LF'] : ['LF', 'CR LF'];
    const edits = others.map(({ 0: end, index }): Edit => kept === lf ? { span: span(index, index + 1), text: '' } : { span: span(index, index + end.length), text: crlf });
    return [{
      span: lineBefore(text, first), path: [],
      message: {
        zh: `这一行以 ${odd} 结尾；${ends.length} 行中有 ${others.length} 行如此，其余以 ${name} 结尾。`,
        en: `This line ends with ${odd}, as ${others.length} of ${ends.length} do; the others end with ${name}.`,
      },
      fixes: [mend(record, { zh: `全部改为 ${name}`, en: `End all lines with ${name}` }, edits, { safe: true, preferred: true })],
    }];
  },
};

/** What stands on a line before its end; of a blank line the end itself. */
function lineBefore(text: string, end: number) {
  const start = Math.max(text.lastIndexOf('\n', end - 1), text.lastIndexOf('\r', end - 1)) + 1;
  const lead = text.slice(start, end).search(/\S/);
  return lead < 0 ? span(end, end + 1) : span(start + lead, end);
}
