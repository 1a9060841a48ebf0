import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { magics } from "../src/magics/all";

const page = readFileSync(join(__dirname, "..", "..", "docs", "magics.md"), "utf8");

test.each(magics.map((magic) => [magic.name, magic] as const))(
  "docs/magics.md says of %s what its help says",
  (_name, { usage, summary, details = "", example }) => {
    const title = usage.map((one) => `\`${one}\``).join(", ");
    const [, section = ""] = page.split(`## ${title}\n`);
    const own = section.split("\n## ")[0];
    for (const text of [summary, details, `\`\`\`\n${example}\n\`\`\``]) {
      expect(own).toContain(text);
    }
  },
);
