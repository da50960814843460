import { columns } from '../base/frame.ts';
import { nearest } from '../base/near.ts';
import { explainText } from '../rules/handbook.ts';
import { aboutUnusedIgnore } from '../rules/howto.ts';
import { rules } from '../rules/index.ts';
import { unusedIgnore } from '../schema/project.ts';
import { painter } from './paint.ts';
import { severityWords } from './summary.ts';
import type { ExitCode, Terminal } from './terminal.ts';
import { wrapped } from './wrap.ts';

/** Prints the page of one rule, or the list of all rules with their levels. */
export function explainCommand(id: string | undefined, { locale, colour, width, out, warn }: Pick<Terminal, 'locale' | 'colour' | 'width' | 'out' | 'warn'>): ExitCode {
  const paint = painter(colour);
  if (id === undefined) {
    const levels = Object.values(severityWords);
    const [ids, words] = [Math.max(...rules.map(rule => columns(rule.id))), Math.max(...levels.map(level => columns(level[locale])))];
    const filled = (text: string, most: number): string => ' '.repeat(most - columns(text));
    out(rules.map(rule => {
      const level = severityWords[rule.severity][locale];
      return `${paint('rule', rule.id)}${filled(rule.id, ids)}  ${paint(rule.severity, level)}${filled(level, words)}  ${rule.title[locale]}\n`;
    }).join(''));
    return 0;
  }
  const rule = rules.find(each => each.id === id);
  if (rule) {
    out(`${wrapped(explainText(rule, locale).replace(/\n+$/, ''), width)}\n`);
    return 0;
  }
  if (id === unusedIgnore) {
    out(wrapped(aboutUnusedIgnore[locale], width));
    return 0;
  }
  const near = nearest(id, [...rules.map(each => each.id), unusedIgnore], 4);
  warn(near === undefined
    ? { zh: `没有规则“${id}”；policy-records explain 列出全部规则。`, en: `There is no rule “${id}”; policy-records explain lists them all.` }
    : { zh: `没有规则“${id}”，是否指 ${near}？`, en: `There is no rule “${id}”; did you mean ${near}?` });
  return 2;
}
