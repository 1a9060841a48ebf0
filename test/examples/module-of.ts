import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import * as rosenblatt from "rosenblatt";
import type { Example } from "./examples-in.js";
import { staged } from "./stage.js";

/** The packages whose docstrings are looked at. */
export const packages = ["engine", "datasets", "models", "training", "plots", "chess"];
const indexes = packages.map((name) =>
  readFileSync(resolve(__dirname, "../../packages", name, "src/index.ts"), "utf8"),
);
const types = indexes.flatMap((index) => [
  ...[...index.matchAll(/\btype (\w+)/g)].map(([, name]) => name!),
  ...[...index.matchAll(/export type \{([^}]*)\}/g)].flatMap(([, names]) =>
    // A list over several lines ends in a comma.
    names!.match(/[\w ]+\w/g)!.map((name) => name.trim().replace(/.* as /, "")),
  ),
]);

/** An example as a module of its own, with what it takes from elsewhere declared. */
export function moduleOf({ where, code }: Example): string {
  const used = (name: string) => new RegExp(`(?<![.\\w])${name}\\b`).test(code);
  const values = Object.keys(rosenblatt).filter(used);
  const imports = [...values, ...types.filter(used).map((name) => `type ${name}`)];
  const given = staged.filter((name) => used(name) && !declares(code, name));
  return [
    `// ${where}`,
    `import { ${imports.join(", ")} } from "rosenblatt";`,
    `import type { Stage } from "../../test/examples/stage.js";`,
    ...given.map((name) => `declare const ${name}: Stage["${name}"];`),
    `{\n${code}\n}`,
    "export {};",
  ].join("\n");
}

function declares(code: string, name: string): boolean {
  return new RegExp(`\\bconst (${name}\\b|[{[][^=}\\]]*\\b${name}\\b[^=]*[}\\]] =)`).test(code);
}
