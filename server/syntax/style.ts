import type { Style } from './record.ts';

/** The words of a text between braces, counted to tell JSON from YAML. */
export interface Words {
  double: number;
  single: number;
  plainKeys: number;
  /** Brackets that close something which is not empty, and those with a comma before them. */
  closings: number;
  trailing: number;
  /** Whether there is what nobody writes who means JSON. */
  isFlow: boolean;
}

/** No words yet. */
export const noWords = (): Words => ({ double: 0, single: 0, plainKeys: 0, closings: 0, trailing: 0, isFlow: false });

/** JSON where every key has double quotes and what is not JSON is the exception; else YAML between braces. */
export function styleOf({ double, single, plainKeys, closings, trailing, isFlow }: Words): Style {
  if (isFlow) return 'flow';
  if (double === 0) return plainKeys + single + trailing > 0 ? 'flow' : 'json';
  return plainKeys * 10 > double || single * 10 > double || trailing * 2 > closings ? 'flow' : 'json';
}
