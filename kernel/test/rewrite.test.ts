import { describe, expect, test } from "@jest/globals";
import { toCodePoints, toUtf16 } from "../src/language/offsets";
import { type RewriteOptions, rewrite } from "../src/language/rewrite";

const known: Record<string, number> = { a: 1, f: 2, tag: 2, K: 4 };

/** The body of a rewritten cell, without its wrapper. */
function body(code: string, options: Partial<RewriteOptions> = {}): string {
  const { code: whole } = rewrite(code, {
    published: (name) => known[name],
    isGlobal: (name) => name === "Math",
    isOwn: () => true,
    ...options,
  });
  return whole.slice(whole.indexOf("ºcell() { ") + 10, whole.lastIndexOf("\n} })")).trim();
}

describe("names of earlier cells", () => {
  test.each([
    ["a call loses no `this`", "let x = f(1);", "(0, ºcell2.f)(1)"],
    ["a new expression", "let x = new K();", "new ºcell4.K()"],
    ["a tagged template", "let x = tag`t`;", "(0, ºcell2.tag)`t`"],
    ["a shorthand", "let x = { a };", "{ a: ºcell1.a }"],
    ["a destructuring target with a default", "[a] = []; ({ a = 3 } = {});", "{ a: ºcell1.a = 3 }"],
    ["an update", "let x = a++;", "ºcell1.a++"],
    ["typeof", "let x = typeof a;", "typeof ºcell1.a"],
    ["an unknown name", "let x = later;", "ºlate.later"],
    ["typeof of an unknown name", "let x = typeof later;", "typeof ºsoft.later"],
    ["a name of the host", "let x = Math;", "let x = Math;"],
  ])("%s", (_what, code, expected) => {
    expect(body(code)).toContain(expected);
  });

  test("a local declaration hides them, in its scope only", () => {
    const code = body("const g = (a) => a; let x = a;");
    expect(code).toContain("(a) => a;");
    expect(code).toContain("let x = ºcell1.a;");
  });

  test("the cells used are reported, each once", () => {
    const options = {
      published: (name: string) => known[name],
      isGlobal: () => false,
      isOwn: () => true,
    };
    expect(rewrite("a; a; f; K;", options).uses).toEqual([1, 2, 4]);
  });
});

describe("publishing", () => {
  test("functions come first, everything else behind its statement", () => {
    const code = body("const x = 1;\nfunction g() {}");
    expect(code.indexOf("get g()")).toBeLessThan(code.indexOf("const x = 1;"));
    expect(code.indexOf("get x()")).toBeGreaterThan(code.indexOf("const x = 1;"));
  });

  test("a `var` in a block is the cell's, a `let` in it is not", () => {
    const code = body("{ var inside = 1; let hidden = 2; (() => { var deeper; })(); }");
    expect(code).toContain("get inside()");
    expect(code).not.toMatch(/get (hidden|deeper)\(\)/);
  });

  test("what the user did not write stays private", () => {
    expect(body("var _helper = 1;", { isOwn: () => false })).not.toContain("ºpublish");
  });
});

describe("imports", () => {
  test.each([
    ['import d from "m";', '{ "default": d } = await ºimport'],
    ['import * as ns from "m";', "const ns = await ºimport"],
    ['import d, * as ns from "m";', 'const { "default": d } = ns;'],
    ['import { a as b } from "m";', '{ "a": b } = await ºimport'],
    ['import "m";', 'await ºimport(() => import("m")'],
    ['import j from "j" with { type: "json" };', 'import("j", { with: { type: "json" } })'],
  ])("%s", (code, expected) => {
    expect(body(code)).toContain(expected);
  });

  test("names that are used as values are needed, others are not", () => {
    expect(body('import { used, unused } from "m"; used();')).toContain(
      '[["used","unused"],["used"]]',
    );
  });

  test("a relative one may be a TypeScript file, a package is not", () => {
    const options = { published: () => undefined, isGlobal: () => true, isOwn: () => true };
    expect(rewrite('import "./x";', options).loadsFiles).toBe(true);
    expect(rewrite('import "x";', options).loadsFiles).toBe(false);
    expect(rewrite("import(y);", options).loadsFiles).toBe(true);
  });
});

describe("positions", () => {
  test("code points and UTF-16 offsets lead to each other", () => {
    const text = "a😀b😀c";
    expect([0, 1, 2, 3, 4, 5].map((point) => toUtf16(text, point))).toEqual([0, 1, 3, 4, 6, 7]);
    expect([0, 1, 3, 4, 6, 7].map((offset) => toCodePoints(text, offset))).toEqual([
      0, 1, 2, 3, 4, 5,
    ]);
  });
});
