import type { Inspection } from "../language/type-service.js";
import { magicCalled } from "./forms.js";
import type { Magic } from "./magic.js";
import { unknownMagic } from "./unknown-magic.js";

/** What is said of the magic that is called like `%name`, `%%name` or `!`. Throws if there is none. */
export function helpOf(called: string, magics: readonly Magic[]): Inspection {
  const name = called.replace(/^%+/, "");
  const forms = name === called ? [called] : [called, `%${name}`, `%%${name}`];
  const magic = forms.map((form) => magicCalled(form, magics)).find((found) => found);
  if (magic === undefined) throw new Error(unknownMagic(called, magics));
  return magicHelp(magic);
}

/** A magic's usage, what it does and an example. */
export function magicHelp({ usage, aliases = [], summary, details, example }: Magic): Inspection {
  const other = aliases.length > 0 ? [`Also called ${aliases.join(", ")}.`] : [];
  const said = [summary, ...(details ? [details] : []), ...other];
  const fenced = (text: string): string => `\`\`\`\n${text}\n\`\`\``;
  return {
    markdown: [fenced(usage.join("\n")), ...said, "For example:", fenced(example)].join("\n\n"),
    text: [usage.join("\n"), ...said.map(plain), `For example:\n\n${example}`].join("\n\n"),
  };
}

function plain(markdown: string): string {
  return markdown.replace(/`/g, "");
}
