import { describe, expect, test } from "@jest/globals";
import type { Children, Variable } from "../src/protocol";
import { type Arrangement, keyOf, rowsOf } from "../src/rows";

const plain: Arrangement = { filter: "", sort: "name", descending: false, functions: false };

function variable(name: string, part: Partial<Variable> = {}): [string, Variable] {
  return [name, { name, kind: "value", type: "number", value: "1", opens: false, ...part }];
}

const variables = new Map([
  variable("w10", { bytes: 10, cell: { count: 1 } }),
  variable("w9", { bytes: 20, cell: { count: 3 } }),
  variable("box", { kind: "object", type: "Object", opens: true, cell: { count: 2 } }),
  variable("train", { kind: "function", type: "function" }),
]);
const types = new Map([["box", "{ a: number }"]]);

function names(part: Partial<Arrangement> = {}): string[] {
  const arrangement = { ...plain, ...part };
  return rowsOf({ variables, types }, { arrangement, open: new Map() }).map(({ name }) => name);
}

describe("rows", () => {
  test("are sorted as people count, and by any column", () => {
    expect(names()).toEqual(["box", "w9", "w10"]);
    expect(names({ sort: "memory", descending: true })).toEqual(["w9", "w10", "box"]);
    expect(names({ sort: "cell" })).toEqual(["w10", "box", "w9"]);
  });

  test("are found by name or type; functions only when asked for", () => {
    expect(names({ filter: "W1" })).toEqual(["w10"]);
    expect(names({ filter: "a: num" })).toEqual(["box"]);
    expect(names({ functions: true })).toContain("train");
  });

  test("have what is open below them, and what is not there yet", () => {
    const child = { kind: "value", type: "number", value: "7", opens: false } as const;
    const found: Children = { total: 300, children: [{ ...child, name: "a", step: "a" }] };
    const open = new Map([[keyOf(["box"]), found]]);
    const rows = rowsOf({ variables, types }, { arrangement: plain, open });
    expect(rows.slice(0, 3)).toMatchObject([
      { name: "box", level: 1, open: true },
      { name: "a", level: 2, path: ["box", "a"] },
      { level: 2, rest: { of: ["box"], from: 1, count: 299 } },
    ]);
  });
});
