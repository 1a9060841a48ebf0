import { sessionFiles } from "../bridge/session-files.js";

/** Lets Node leave a report where the next session looks for it. */
export function reportDeath(connectionFile: string): void {
  const { folder, report } = sessionFiles(connectionFile);
  // Without what the newer versions of Node can leave out, it takes less time.
  const options = { directory: folder, filename: report, compact: true };
  const less = { excludeNetwork: true, excludeEnv: true };
  Object.assign(process.report, { ...options, ...less, reportOnFatalError: true });
}
