import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";

const root = join(__dirname, "..", "..");
const lines = readFileSync(join(root, "docs", "kernel.md"), "utf8").split("\n");
const rows = lines.filter((line) => /^\| (?!feature|---)/.test(line)).map(cells);

/** The cells of a table's row; `\|` is a bar that belongs to the text. */
function cells(row: string): string[] {
  const inner = row.replace(/^\||\|$/g, "");
  return inner.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll("\\|", "|"));
}

test.each(rows)("docs/kernel.md: %s: names a test that exists", (...row) => {
  const [feature, ours, , , , , test = ""] = row;
  expect(row).toHaveLength(7);
  expect([feature, ours]).not.toContain("");
  // As [file](../path/to/file.test.ts): the beginning of the test's name
  const [, path = "", name = ""] = /^\[[^\]]+\]\(\.\.\/([^)]+)\): (.+)$/.exec(test) ?? [];
  expect(existsSync(join(root, path))).toBe(true);
  expect(readFileSync(join(root, path), "utf8")).toContain(name);
});
