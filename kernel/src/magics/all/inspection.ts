import { inspect } from "node:util";
import { maskSecrets } from "../../display/secrets.js";
import type { Inspection } from "../../language/type-service.js";
import { helpOf } from "../help.js";
import type { Magic } from "../magic.js";

export const inspection: Magic = {
  name: "?",
  usage: ["?name", "name?", "??name", "%magic?"],
  summary: "Tells what a name is: type, documentation and value; with ?? the source as well.",
  details: "Property paths such as `?Math.max` are followed. A front end may show it in its pager.",
  example: "?Math.max",
  run: async ({ line }, context) => {
    const [marks = "", name = ""] = line.split(" ");
    const magic = name.startsWith("%") ? helpOf(name, context.magics) : undefined;
    const { markdown, text } = magic ?? (await tell(name, marks === "??", context));
    context.page({ "text/markdown": markdown, "text/plain": text });
  },
};

type Context = Parameters<Magic["run"]>[1];

async function tell(
  name: string,
  isLong: boolean,
  { ask, names, cell }: Context,
): Promise<Inspection> {
  const found = await ask<Inspection | undefined>("magic:inspect", { name, cell });
  const held = valueAt(name, names());
  if (found === undefined && held === undefined) {
    throw new Error(
      `Cannot tell about ${name}: expected a name of the session, got an unknown one`,
    );
  }
  const type = found ?? { markdown: `\`${name}\``, text: name };
  if (held === undefined) return type;
  const { value } = held;
  const parts = [{ title: "Value", text: textOf(name, value) }];
  if (isLong && typeof value === "function") parts.push({ title: "Source", text: String(value) });
  return {
    markdown: [
      type.markdown,
      ...parts.map(({ title, text }) => `**${title}**\n\n\`\`\`ts\n${text}\n\`\`\``),
    ].join("\n\n"),
    text: [type.text, ...parts.map(({ title, text }) => `${title}: ${text}`)].join("\n\n"),
  };
}

function textOf(name: string, value: unknown): string {
  const prefix = `${name.split(".").at(-1)}: `;
  return maskSecrets(prefix + inspect(value, { depth: 1 })).slice(prefix.length);
}

/** What a property path leads to, from the session's names or the globals. */
function valueAt(path: string, names: object): { readonly value: unknown } | undefined {
  const [first = "", ...rest] = path.split(".");
  const start = first in names ? names : globalThis;
  let value: unknown = start;
  for (const key of [first, ...rest]) {
    if (value === null || value === undefined || !(key in Object(value))) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return { value };
}
