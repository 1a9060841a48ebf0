import { describe, expect, test } from "@jest/globals";
import { maskMagics } from "../src/magics/mask-magics";

const known = new Set(["flag", "list", "folder", "name"]);
const mask = (text: string) => maskMagics(text, (name) => known.has(name));
/** The magics of a cell, as their names and lines. */
const magicsIn = (text: string) =>
  mask(text).calls.map(({ name, line }) => `${name}${line.join("·")}`);

describe("what is a magic", () => {
  test.each([
    ["%pwd", ["pwd"]],
    ["const a = 1\n  %cd  folder\na", ["cd  folder"]],
    ["!ls -la", ["!ls -la"]],
    ["! flag", ["! flag"]],
    ["!git status && echo 'it`s'", ["!git status && echo 'it`s'"]],
    ["!./run.sh", ["!./run.sh"]],
    ["!cat <<END \\\nEND", ["!cat <<END \\\nEND"]],
    ["const files = !ls *.ts", ["!ls *.ts"]],
    ["let [first]: string[] = !ls", ["!ls"]],
    ["list.files = !ls", ["!ls"]],
    ["?list", ["?? list"]],
    ["list.at?", ["?? list.at"]],
    ["??list", ["??? list"]],
    ["%time?", ["?? %time"]],
    ["if (flag) {\n  !echo yes\n}", ["!echo yes"]],
    ["// first\n%%html\n<b>", ["html"]],
    ["%pwd\n%ls\n!id", ["pwd", "ls", "!id"]],
    ["a++\n%pwd", ["pwd"]],
    ["switch (flag) {\n  case true:\n    !echo yes\n  default:\n    %pwd\n}", ["!echo yes", "pwd"]],
    ["const view = <p>it's {list.map(() => <br />)}</p>\n%pwd", ["pwd"]],
  ])("%j is one", (text, expected) => {
    expect(magicsIn(text)).toEqual(expected);
  });

  test.each([
    ["!flag && list.pop()"],
    ["!flag"],
    ["!!flag"],
    ["!(await list)"],
    ["!list.every((one) => {\n  return one\n})"],
    ["const done = !flag"],
    ["const { a = !flag } = {}"],
    ["const f = (ls: boolean) =>\n  !ls"],
    ["flag &&\n  !ls"],
    ["flag\n  % list"],
    ["flag\n  %list.length"],
    ["`\n%pwd\n!ls\n?x\n${`\n%who\n`}`"],
    ["/*\n%pwd\n!ls\n*/"],
    ["f(\n  !ls,\n)"],
    ["[\n  !ls\n]"],
    ["flag\n?list\n:name"],
    ["a !== b"],
    ["'%pwd'"],
    ["const view = <p>\n  it's\n!important\n%pwd\n</p>"],
  ])("%j is TypeScript", (text) => {
    expect(mask(text)).toMatchObject({ code: text, calls: [] });
  });
});

test("a conditional expression over three lines is TypeScript beside magics, too", () => {
  expect(magicsIn("const a = flag\n  ? list\n  : name\n%pwd")).toEqual(["pwd"]);
  expect(magicsIn("const a = flag\n  ?list\n  :name\n%pwd")).toEqual(["pwd"]);
});

describe("the TypeScript in place of magics", () => {
  test("has the same length and lines, so that every position holds", () => {
    const text =
      "const a = 1;\r\n%cd {folder}\n!echo \\\n  {list[0]} {name}\nconst b = !ls\n%time f(a)\nb";
    const { code } = mask(text);
    expect(code).toHaveLength(text.length);
    const breaks = (one: string) => [...one.matchAll(/[\r\n]/g)].map(({ index }) => index);
    expect(breaks(code)).toEqual(breaks(text));
    expect(code.indexOf("f(a)")).toBe(text.indexOf("f(a)"));
    expect(code.indexOf("list[0]")).toBe(text.indexOf("list[0]"));
  });

  test("keeps expressions in braces, and leaves the shell's own braces alone", () => {
    expect(magicsIn("!mkdir {folder}/{name.at(0)}")).toEqual(["!mkdir ·/·"]);
    for (const text of [
      "!echo ${name}",
      "!echo {a,b}",
      "!seq {1..3}",
      "!awk '{print $1}'",
      "!find {} +",
    ]) {
      expect(magicsIn(text)).toEqual([text]);
    }
  });

  test("a command with a value needs a semicolon where the next line would go on", () => {
    expect(mask("!echo {name}\n[1].pop()").problem?.message).toMatch(/put a semicolon before/);
    expect(mask("!echo {name}\nlist.pop()").problem).toBeUndefined();
  });
});

describe("errors", () => {
  test.each([
    ["%tim x", "Cannot run %tim: expected a magic, got an unknown name; perhaps %time or %timeit"],
    ["%html", "perhaps %%html is meant"],
    ["%%npm i", "perhaps %npm is meant"],
    ["flag\n%folder", "see %lsmagic; to go on with an expression, write % folder"],
    ["1\n%%bash\nls", "Cannot run %%bash here: expected it on the first line of a cell"],
    ["%time", "Cannot run %time: expected TypeScript behind it, as in %time work(), got nothing"],
  ])("%j says what is wrong", (text, message) => {
    expect(mask(text).problem?.message).toContain(message);
  });
});
