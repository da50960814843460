import { builtInCollections, type Collections } from './collections.ts';
import { builtIn, type Vocabulary } from './vocabulary.ts';

/** How grave a finding is. */
export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** What a rule can be set to. */
export type Level = Severity | 'off';

/** Findings that a project has decided to live with: those of a rule, in the files that match, at a field or below it where one is named. */
export interface Ignore {
  readonly rule: string;
  /** Globs from the folder of the project file. */
  readonly files: readonly string[];
  /** A field as `analysis.mrv.evidence`; places in lists do not count. */
  readonly path: string | undefined;
  readonly reason: string;
  matches(uri: string): boolean;
}

/** What `policy-records.json` says of the records in and below its folder. */
export interface Project {
  /** The uri of the project file; where there is none, that of the one a fix would make. Undefined where none can be made. */
  readonly uri: string | undefined;
  readonly vocabulary: Vocabulary;
  /** Ids that no record has and that may stand in `supersedes`: policies from before the library. */
  readonly historicalIds: ReadonlySet<string>;
  /** Days that look like stand-ins and are right, by the id of the record. */
  readonly confirmedDates: ReadonlyMap<string, string>;
  /** Paths of fields that the schema does not know, such as `regulatory.credit_period`. */
  readonly fields: ReadonlySet<string>;
  readonly ignores: readonly Ignore[];
  /** Whether the project file names files, by globs or as schemas. */
  readonly namesFiles: boolean;
  /** The kinds of files that policies may refer to, and policies themselves. */
  readonly collections: Collections;
  /** What a rule is set to for a file; undefined where nothing is said of it. */
  levelOf(rule: string, uri: string): Level | undefined;
}

/** The name of the project file. */
export const projectFileName = 'policy-records.json';

/** The name under which an ignore that matches nothing is reported. It is no rule of records, but can be given a level like one. */
export const unusedIgnore = 'unused-ignore';

/** What holds where there is no project file. `uri` is where a fix would make one. */
export const noProject = (uri?: string): Project => ({
  uri, vocabulary: builtIn, historicalIds: new Set(), confirmedDates: new Map(), fields: new Set(), ignores: [], namesFiles: false, collections: builtInCollections, levelOf: () => undefined,
});
