import { parse as parseJson, printParseErrorCode, type ParseError, type ParseErrorCode } from 'jsonc-parser';
import { hasHan, type Both } from '../base/both.ts';
import { span, textOf, type Span } from '../base/span.ts';
import type { Patch } from './patch.ts';
import { readPlain } from './plain.ts';
import type { Problem } from './problem.ts';
import { unquote } from './quote.ts';
import { missing } from './slips.ts';
import type { Token } from './token.ts';

const other: Both = { zh: '不是合法的 JSON', en: 'it is not JSON' };
const jsonReasons: Readonly<Record<string, Both>> = {
  InvalidSymbol: { zh: '值缺少双引号', en: 'a value stands without double quotes' },
  InvalidNumberFormat: { zh: '数字格式无效', en: 'a number is not written as JSON writes it' },
  PropertyNameExpected: { zh: '这里应是双引号里的键', en: 'a key in double quotes is expected here' },
  ValueExpected: { zh: '这里应有一个值', en: 'a value is expected here' },
  ColonExpected: missing(':'),
  CommaExpected: missing(','),
  CloseBraceExpected: missing('}'),
  CloseBracketExpected: missing(']'),
  InvalidCommentToken: { zh: 'JSON 里不能有注释', en: 'JSON has no comments' },
  UnexpectedEndOfString: { zh: '引号没有闭合', en: 'a closing quote is missing' },
  InvalidEscapeCharacter: { zh: '转义字符无效', en: 'an escape is not one of JSON’s' },
  InvalidUnicode: { zh: 'Unicode 转义无效', en: 'a Unicode escape is not valid' },
  InvalidCharacter: { zh: '字符串里有控制字符', en: 'a string holds a control character' },
};

/** What jsonc-parser means by one of its errors, as words that follow a colon. */
export const jsonReason = (error: ParseErrorCode): Both => jsonReasons[printParseErrorCode(error)] ?? other;

/** The words of a JSON text that only YAML would take: each is a mistake of its own, mended where it can only be a text or a number. */
export function notJson(text: string, tokens: readonly Token[], known: readonly Problem[]): readonly Problem[] {
  const found = tokens.flatMap((token, i): readonly Problem[] => {
    const own = textOf(text, token.span);
    const isKey = tokens[i + 1]?.kind === ':';
    if (token.kind === 'string') return token.quote === '"' || token.wide || !token.closed ? [] : [notPlain(token.span, isKey, unquote(text, token))];
    if (token.kind !== 'plain' || (!isKey && /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?)$/.test(own))) return [];
    if (/^\/[/*]/.test(own)) return [{ kind: 'syntax', span: token.span, reason: jsonReasons['InvalidCommentToken'] ?? other }];
    if (!isKey && tokens[i - 1]?.kind !== ':' && tokens[i - 1]?.kind !== '[' && tokens[i - 1]?.kind !== ',') return [];
    const number = isKey ? undefined : readPlain(own);
    if (typeof number === 'number') {
      return [{ kind: 'syntax', span: token.span, reason: jsonReasons['InvalidNumberFormat'] ?? other, ...(Number.isFinite(number) && !/^[-+]?0\w/.test(own) ? { repair: [{ span: token.span, text: String(number) }] } : {}) }];
    }
    return [notPlain(token.span, isKey, isKey || hasHan(own) ? own : undefined)];
  });
  // What is part of a longer stretch that is known to be wrong is no mistake of its own.
  const stretches = known.filter(problem => problem.span.end > problem.span.start);
  return found.filter(({ span: { start, end } }) => !stretches.some(problem => problem.span.start <= start && end < problem.span.end));
}

const notPlain = (at: Span, isKey: boolean, meant: string | undefined): Problem => ({
  kind: 'syntax', span: at, reason: jsonReasons[isKey ? 'PropertyNameExpected' : 'InvalidSymbol'] ?? other,
  ...(meant === undefined ? {} : { repair: [{ span: at, text: JSON.stringify(meant) }] }),
});

/** What jsonc-parser, which judges JSON, finds wrong with a text. */
export function judgeJson(patch: Patch): readonly Problem[] {
  const errors: ParseError[] = [];
  parseJson(patch.text, errors, { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false });
  return errors.map(({ error, offset, length }) => ({
    kind: 'syntax', span: span(patch.back(offset), patch.back(offset + length)),
    reason: jsonReason(error),
  }));
}
