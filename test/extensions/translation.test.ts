import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";

const extensions = join(__dirname, "../../extensions");
const withSettings = readdirSync(extensions).filter((name) =>
  existsSync(join(extensions, name, "schema")),
);

/** The texts of all files of a folder. */
function textsIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => readFileSync(join(parentPath, name), "utf8"));
}

test.each(withSettings)("settings of %s are translated in the domain of its texts", (name) => {
  const loads = textsIn(join(extensions, name, "src")).flatMap((code) => [
    ...code.matchAll(/translator\b[^;]*?\.load\("(.*?)"\)/gi),
  ]);
  expect(loads.map(([, domain]) => domain)).toEqual(["rosenblatt"]);
  for (const schema of textsIn(join(extensions, name, "schema")))
    expect(JSON.parse(schema)).toMatchObject({
      "jupyter.lab.internationalization": { domain: "rosenblatt" },
    });
});
