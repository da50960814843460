import type { Both } from '../base/both.ts';
import type { Edit } from '../base/edit.ts';
import type { Span } from '../base/span.ts';

/**
 * What keeps a frontmatter from being read as it stands. `reason` is a clause that ends without a full stop, as it follows
 * “is not valid JSON:”. `repair` is there only where one mending is certain.
 */
export interface Problem {
  readonly kind: 'syntax' | 'full-width' | 'too-deep' | 'too-large' | 'conflict' | 'not-utf8';
  readonly span: Span;
  readonly reason: Both;
  readonly repair?: readonly Edit[];
}
