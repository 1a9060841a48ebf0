import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Completeness, TypeService } from "../src/language/type-service.js";
import { completenessWithoutServer } from "../src/types/completeness.js";
import { createTypeService } from "../src/types/index.js";

const COMPLETE = [
  "",
  "1 + 1",
  "// only a comment",
  "/* closed */",
  "`a ${`b ${1}`} c`",
  "`${'}'}`",
  "/[/(]/.test('(')",
  "a / b / c",
  "'it\\'s (' + \"[\"",
  "await fetch('x')",
  "using file = open();",
  "if (x) { y } else { z }",
  "class A { #x = 1; static { } get y() { return 1 } }",
  "const f = <T,>(x: T): T => x;",
  "export const a = 1;",
  "import x, { type Y } from 'z'",
  "enum E { A }\nnamespace N { }\n",
  "const 变量 = '😀'",
  "@decorated class A { }",
  "for await (const x of xs) ;",
];

const INCOMPLETE: readonly (readonly [code: string, indent: string])[] = [
  ["if (x) {", "  "],
  ["function f() {\n  if (x) {", "    "],
  ["foo(1,", "  "],
  ["const f = (a: number,", "  "],
  ["[1, 2", "  "],
  ["fit(net, {\n  epochs: [1,", "      "],
  ["fetch('x')\n  .then((r) => {", "    "],
  ["fetch('x')\n  .", "  "],
  ["a +", "  "],
  ["const a =", "  "],
  ["a ? b :", "  "],
  ["a &&", "  "],
  ["async () =>", "  "],
  ["`text", ""],
  ["`text ${a} more\n", ""],
  ["`text ${a + `inner ${", "    "],
  ["/* comment", ""],
  ["/** doc (", ""],
  ["class A {\n  f() { return /[(]/.test('{')", "    "],
  ["if (x)", "  "],
  ["for (;;)", "  "],
  ["if (x) y; else", "  "],
  ["try { x }", "  "],
  ["do { x } while", "  "],
  ["type T =", "  "],
  ["interface I {\n  a: Array<", "  "],
  ["import", "  "],
  ["import { a", "  "],
  ["import { a } from", "  "],
  ["switch (x) { case 1:", "  "],
  ["@decorated", "  "],
  ["'first \\\n", "  "],
  ["const x = { a: 1, // comment }", "  "],
];

const INVALID = [
  "foo)",
  "}",
  "1 2",
  "'unterminated",
  '"unterminated\nfoo()',
  "/unterminated",
  "const a = ;",
  "let 1a = 2",
  "if (x) { ] }",
  "a = = b",
  "foo('a\n(",
];

function table(title: string, judge: (code: string) => Completeness | Promise<Completeness>): void {
  describe(title, () => {
    test.each(COMPLETE)("%j is complete", async (code) => {
      expect(await judge(code)).toEqual({ status: "complete" });
    });
    test.each(INCOMPLETE)("%j is continued with the indent %j", async (code, indent) => {
      expect(await judge(code)).toEqual({ status: "incomplete", indent });
    });
    test.each(INVALID)("%j is invalid", async (code) => {
      expect(await judge(code)).toEqual({ status: "invalid" });
    });
  });
}

let types: TypeService;
beforeAll(() => {
  types = createTypeService({ folder: __dirname });
});
afterAll(() => types.dispose());

table("isComplete()", (code) => types.isComplete(code));
table("isComplete() without TypeScript", completenessWithoutServer);
