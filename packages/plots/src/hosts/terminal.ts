import type { Host, Placement } from "../host.js";

/** Milliseconds between two reports of one output where lines cannot be rewritten. */
const patience = 10_000;

const lastPrinted = new Map<string, number>();
let openLine: string | undefined;

/** Standard output: text, with a named output rewriting its line where there is a terminal. */
export function terminalHost(): Host {
  return {
    name: "terminal",
    display: (bundle, placement) => print(String(bundle["text/plain"] ?? ""), placement),
  };
}

function print(text: string, { id, last = false }: Placement): void {
  const out = process.stdout;
  if (id === undefined) {
    out.write(`${closeLine()}${text}\n`);
  } else if (out.isTTY) {
    const line = (text.split("\n", 1)[0] ?? "").slice(0, (out.columns || 80) - 1);
    out.write(`${openLine === id ? "\r\x1b[2K" : closeLine()}${line}${last ? "\n" : ""}`);
    openLine = last ? undefined : id;
  } else if (last || performance.now() - (lastPrinted.get(id) ?? -Infinity) > patience) {
    lastPrinted.set(id, performance.now());
    out.write(`${text}\n`);
  }
  if (last && id !== undefined) {
    lastPrinted.delete(id);
  }
}

function closeLine(): string {
  const end = openLine === undefined ? "" : "\n";
  openLine = undefined;
  return end;
}
