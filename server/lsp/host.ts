/** The outside world, given to the server at birth. Nothing below the doors reaches for files or clocks on its own. */
export interface Host {
  /** The text of a file as UTF-8, a byte order mark kept; undefined where it cannot be read (gone, a folder, not permitted, not UTF-8). */
  read(uri: string): Promise<string | undefined>;
  /** The uris of all Markdown files below a folder, each real file once, in a stable order; links out of the folder are not followed. */
  list(folder: string): Promise<readonly string[]>;
  /** Those of some files that are none of the library's, as their repository leaves them out. A host that does not know says nothing. */
  leavesOut?(uris: readonly string[]): Promise<ReadonlySet<string>>;
  /** Those of some files that may have other contents than at a time, by what their file system tells of them; a little too many rather than one too few. A host that does not know says nothing. */
  changedSince?(uris: readonly string[], time: Date): Promise<ReadonlySet<string>>;
  now(): Date;
  /** The uri of the page that explains every rule under its id, where the installation has it. */
  readonly handbook?: string;
}
