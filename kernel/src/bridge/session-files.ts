import { basename, dirname } from "node:path";

/** Files that a session keeps beside its connection file; the session after it reads them. */
export interface SessionFiles {
  readonly folder: string;
  /** Is there while the session runs. */
  readonly marker: string;
  /** Node's report, if it dies of an error that it can still report. */
  readonly report: string;
}

/** A kernel that is started again has the same connection file. */
export function sessionFiles(connectionFile: string): SessionFiles {
  const marker = `.rosenblatt-${basename(connectionFile)}`;
  return { folder: dirname(connectionFile), marker, report: `${marker}.report` };
}
