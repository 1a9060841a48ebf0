import { inspect } from "node:util";
import { maskSecrets } from "../../display/secrets.js";
import type { Magic } from "../magic.js";
import { tableBundle } from "../show-table.js";

/** Characters of a value that are shown. */
const most = 80;

export const who: Magic = {
  name: "who",
  aliases: ["whos"],
  usage: ["%who [type]"],
  summary: "Lists the names of the session with their types and values.",
  details: "With a type, such as `number` or `Tensor`, only the names whose type begins like that.",
  example: "%who",
  run: async ({ line }, { names, ask, display, cell }) => {
    const values = names();
    const asked = { names: Object.keys(values), cell };
    const types = await ask<Record<string, string>>("magic:types", asked);
    const rows = Object.entries(values)
      .map(([name, value]) => [name, types[name] ?? kindOf(value), summaryOf(name, value)] as const)
      .filter(([, type]) => type.startsWith(line.trim()));
    if (rows.length > 0) display(tableBundle(["name", "type", "value"], rows));
    else process.stdout.write("There are no such names.\n");
  },
};

function kindOf(value: unknown): string {
  if (value === null) return "null";
  if (typeof value !== "object") return typeof value;
  return value.constructor?.name ?? "object";
}

function summaryOf(name: string, value: unknown): string {
  const options = { depth: 1, breakLength: Infinity, maxArrayLength: 10, maxStringLength: most };
  const prefix = `${name}: `;
  const text = maskSecrets(prefix + inspect(value, options)).slice(prefix.length);
  const short = text.replace(/\s+/g, " ");
  return short.length > most ? `${short.slice(0, most - 1)}…` : short;
}
