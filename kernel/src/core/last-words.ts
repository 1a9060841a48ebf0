import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { sessionFiles } from "../bridge/session-files.js";

/** What is used of Node's report. */
interface Report {
  readonly header: { readonly event: string };
  readonly javascriptHeap: { readonly memoryLimit: number };
}

/** Tells why the session before this one died, if it did. */
export class LastWords {
  readonly #marker: string;
  /** For the user, at the first cell; undefined if nothing died. */
  readonly text: string | undefined;

  /** Begins a session with this connection file. */
  constructor(connectionFile: string) {
    const { folder, marker, report } = sessionFiles(connectionFile);
    this.#marker = join(folder, marker);
    this.text = existsSync(this.#marker) ? explain(take(join(folder, report))) : undefined;
    attempt(() => writeFileSync(this.#marker, "", { mode: 0o600 }));
  }

  /** The session comes to its end in good order. */
  forget(): void {
    attempt(() => rmSync(this.#marker, { force: true }));
  }
}

/** Reads the report and removes it: it holds the environment, and so perhaps secrets. */
function take(file: string): Report | undefined {
  return attempt(() => {
    const text = readFileSync(file, "utf8");
    rmSync(file);
    return JSON.parse(text) as Report;
  });
}

function explain(report: Report | undefined): string {
  const gone = "The kernel was started again; what the cells before had made is gone.\n";
  const event = report?.header.event ?? "";
  if (!/out of memory|Allocation failed/i.test(event)) {
    const cause =
      event || "native code crashed, the system ran out of memory, or somebody killed it";
    return `The session before this one died: ${cause}. ${gone}`;
  }
  const limit = Math.round(report!.javascriptHeap.memoryLimit / 2 ** 20);
  return (
    `The session before this one ran out of memory: its JavaScript objects had reached the limit ` +
    `of ${limit} MB. To raise it, start Jupyter with the environment variable ` +
    `NODE_OPTIONS=--max-old-space-size=${2 * limit}. Typed arrays and tensors do not count. ${gone}`
  );
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
