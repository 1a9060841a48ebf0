import { describe, expect, test } from "@jest/globals";
import { SessionCells } from "../src/types/session-cells";

describe("a session's cells as modules", () => {
  test("names that are declared again and again take up few modules", () => {
    const cells = new SessionCells();
    for (let run = 0; run < 1000; run++) {
      cells.add(`const data = [${run}]; function use() { return data; }`);
      cells.sweep();
    }
    expect(cells.pages().length).toBeLessThan(5);
    expect(cells.pages().join("").length).toBeLessThan(2000);
    expect(cells.next("data").text).toContain("declare const data");
  });

  test("a thousand cells share modules of a bounded size", () => {
    const cells = new SessionCells();
    for (let n = 0; n < 1000; n++) cells.add(`const value_${n} = ${n};`);
    const sizes = cells.pages().map((text) => text.length);
    expect(sizes.length).toBeLessThan(10);
    expect(Math.max(...sizes)).toBeLessThan(20_000);
  });

  test("a name never means two things on one page", () => {
    const cells = new SessionCells();
    cells.add("const x = 1;");
    cells.add("const keep = x;");
    cells.add("const x = 'text';");
    const [first = "", second = ""] = cells.pages();
    expect(first).toContain("const keep = x;");
    expect(first).not.toContain("'text'");
    expect(second).toContain("const x = 'text';");
  });
});
