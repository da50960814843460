const fence = /^ {0,3}(`{3,}|~{3,})([^\r\n]*)$/;

/** Whether a line of Markdown opens or closes fenced code. */
export const isCodeFence = (line: string): boolean => fence.test(line);

/** The mark of the code fence that is open behind a line, told by the one that is open before it. */
export function fenceBehind(open: string | undefined, line: string): string | undefined {
  const [, mark = '', rest = ''] = fence.exec(line) ?? [];
  if (mark === '') return open;
  if (open === undefined) return mark.startsWith('`') && rest.includes('`') ? undefined : mark;
  return mark.startsWith(open) && rest.trim() === '' ? undefined : open;
}
