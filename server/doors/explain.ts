import { columns } from '../base/frame.ts';
import { nearest } from '../base/near.ts';
import { explainText } from '../rules/handbook.ts';
import { aboutUnusedIgnore } from '../rules/howto.ts';
import { rules } from '../rules/index.ts';
import { unusedIgnore } from '../schema/project.ts';
import type { ExitCode, Terminal } from './check.ts';
import { painter } from './paint.ts';

/** Prints the page of one rule, or the list of all rules. */
export function explainCommand(id: string | undefined, { locale, colour, out, warn }: Pick<Terminal, 'locale' | 'colour' | 'out' | 'warn'>): ExitCode {
  const paint = painter(colour);
  if (id === undefined) {
    const width = Math.max(...rules.map(rule => columns(rule.id)));
    out(rules.map(rule => `${paint('rule', rule.id)}${' '.repeat(width - columns(rule.id))}  ${rule.title[locale]}\n`).join(''));
    return 0;
  }
  const rule = rules.find(each => each.id === id);
  if (rule) {
    out(`${explainText(rule, locale).replace(/\n+$/, '')}\n`);
    return 0;
  }
  if (id === unusedIgnore) {
    out(aboutUnusedIgnore[locale]);
    return 0;
  }
  const near = nearest(id, [...rules.map(each => each.id), unusedIgnore], 4);
  warn(near === undefined
    ? { zh: `没有规则“${id}”；policy-records explain 列出全部规则。`, en: `There is no rule “${id}”; policy-records explain lists them all.` }
    : { zh: `没有规则“${id}”，是否指 ${near}？`, en: `There is no rule “${id}”; did you mean ${near}?` });
  return 2;
}
