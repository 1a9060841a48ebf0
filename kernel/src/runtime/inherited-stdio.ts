import type { StreamName } from "../bridge/messages.js";

const names: Readonly<Record<number, StreamName>> = { 1: "stdout", 2: "stderr" };

/**
 * The option `stdio` of a child process, with what it would inherit of this process's stdout and
 * stderr replaced by what `open` gives; where that gives nothing it is left as it is.
 */
export function replaceInherited(
  stdio: unknown,
  open: (name: StreamName) => number | undefined,
): unknown {
  const entries = stdio === "inherit" ? ["inherit", "inherit", "inherit"] : stdio;
  if (!Array.isArray(entries)) return stdio;
  return entries.map((entry: unknown, index) => {
    const name = inherited(entry, index);
    return (name && open(name)) ?? entry;
  });
}

/** The stream of this process that a child's file `index` would write to. */
function inherited(entry: unknown, index: number): StreamName | undefined {
  if (entry === "inherit") return names[index];
  if (typeof entry === "number") return names[entry];
  const isOurs = entry === process.stdout || entry === process.stderr;
  return isOurs ? names[(entry as typeof process.stdout).fd] : undefined;
}
