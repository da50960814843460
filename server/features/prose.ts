/** One piece of a text that editors show: its words only, so that no value of a record can become a link, a picture or a command. */
export interface Prose { readonly kind: 'title' | 'text' | 'item'; readonly text: string; readonly strong?: boolean }

/** Writes pieces as Markdown in which every word stands for itself, or as plain text. */
export function write(pieces: readonly Prose[], markdown: boolean): string {
  const word = markdown ? escaped : oneLine;
  const strong = (text: string) => markdown && text !== '' ? `**${text}**` : text;
  return pieces.map(({ kind, text, strong: isStrong = kind === 'title' }, i) => {
    const shown = `${kind === 'item' ? '- ' : ''}${isStrong ? strong(word(text)) : word(text)}`;
    const before = pieces[i - 1];
    return before === undefined ? shown : `${before.kind === 'item' && kind === 'item' ? '\n' : '\n\n'}${shown}`;
  }).join('');
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** The text with every mark of Markdown and HTML made harmless, on one line. A number or dash that would start a list is harmless behind our own words. */
export const escaped = (text: string): string => oneLine(text)
  .replace(/[\\`*_{}[\]<>#!|~$]|&(?=[#\w])/g, '\\$&')
  .replace(/^(\d+)([.)])(?=\s|$)/, '$1\\$2').replace(/^[-+=]/, '\\$&')
  // A bare address would become a link by itself.
  .replace(/(https?|ftp|mailto|command|vscode)(:)/gi, '$1\\$2').replace(/\bwww\./gi, 'www\\.');
