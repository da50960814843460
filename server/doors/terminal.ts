import type { Both, Locale } from '../base/both.ts';

/** Where a command writes and how it looks there. */
export interface Terminal {
  readonly locale: Locale;
  readonly cwd: string;
  readonly colour: boolean;
  readonly width: number;
  readonly out: (text: string | Uint8Array) => void;
  /** Writes what is not the report; `errColour` says whether colours are seen there. */
  readonly err: (text: string) => void;
  readonly errColour: boolean;
  /** Says one thing that is not the report. */
  readonly warn: (message: Both) => void;
  readonly stdin: () => Promise<Uint8Array>;
  /** Whether someone watches what is not the report. */
  readonly isWatched: boolean;
}

/** What a command ends with: nothing wrong, something wrong in the records, or the command could not do its work. */
export type ExitCode = 0 | 1 | 2;
