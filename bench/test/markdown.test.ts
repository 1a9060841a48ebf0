import { describe, expect, test } from "@jest/globals";
import { markdownTable, quantity, withSection } from "../report/markdown.js";

describe("markdownTable", () => {
  test("aligns all columns but the first to the right", () => {
    expect(markdownTable(["", "a"], [["b", 1]])).toBe("|  | a |\n| --- | ---: |\n| b | 1 |");
  });

  test("keeps a cell with bars and line ends in one cell", () => {
    expect(markdownTable(["a|b"], [["one\n  two"]])).toContain("| a\\|b |");
    expect(markdownTable(["a|b"], [["one\n  two"]])).toContain("| one two |");
  });
});

describe("quantity", () => {
  test.each([
    [12_345.6, "12,346"],
    [12.4, "12"],
    [2.34, "2.3"],
    [0.0274, "0.027"],
  ])("writes %d as %s", (value, text) => {
    expect(quantity(value)).toBe(text);
  });
});

describe("withSection", () => {
  const document = "# Title\n\nText.\n\n## One\n\nold\n\n## Two\n\nkept\n";

  test("replaces the section of its heading and keeps the others", () => {
    const written = withSection(document, { heading: "One", text: "new\n" });
    expect(written).toBe("# Title\n\nText.\n\n## One\n\nnew\n\n## Two\n\nkept\n");
  });

  test("adds a section that is not there at the end", () => {
    const written = withSection(document, { heading: "Three", text: "new" });
    expect(written).toBe(`${document}\n## Three\n\nnew\n`);
  });
});
