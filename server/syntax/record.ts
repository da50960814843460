import type { Locale } from '../base/both.ts';
import { last } from '../base/last.ts';
import type { LineIndex } from '../base/lines.ts';
import type { Span } from '../base/span.ts';
import type { Fences } from './fences.ts';
import type { Problem } from './problem.ts';
import { dataOf, type Data, type Node } from './tree.ts';

/** The notation of a frontmatter: JSON, YAML between braces, or YAML by indentation. */
export type Style = 'json' | 'flow' | 'block';

/** One Markdown file as the product knows it. Immutable; making one never fails. */
export interface PolicyRecord {
  readonly uri: string;
  readonly text: string;
  readonly lines: LineIndex;
  readonly fences: Fences;
  readonly style: Style;
  /** The language its facts are written in. */
  readonly locale: Locale;
  /** The tree of the frontmatter; undefined where there is nothing, or nothing that may be read. */
  readonly root: Node | undefined;
  /** The narrative behind the frontmatter. */
  readonly body: Span;
  readonly problems: readonly Problem[];
}

/** What a frontmatter was read as. */
export type Reading = Pick<PolicyRecord, 'style' | 'root' | 'problems'>;

/** Whether the frontmatter could not be read as it stands; what is missing from it must then not be judged. */
export const isBroken = (record: PolicyRecord): boolean => record.problems.length > 0;

/** The plain data of a frontmatter, made once for all who ask of one record. */
export const dataIn: (record: PolicyRecord) => Data = last(({ root }) => dataOf(root));
