import { mkdirSync, mkdtempSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "@jest/globals";
import { notebookTsconfig } from "../src/language/tsconfig";

let root: string;
let folder: string;
let clock = 1_600_000_000;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "tsconfig-"));
  folder = join(root, "a", "b");
  mkdirSync(folder, { recursive: true });
});

function write(name: string, text: string): void {
  writeFileSync(join(root, name), text);
  utimesSync(join(root, name), ++clock, clock);
}

describe("a notebook's tsconfig.json", () => {
  test("is the nearest one from the notebook's folder upward, with what it extends", () => {
    write("base.json", '{ "compilerOptions": { "strict": false, "jsxFactory": "h" } }');
    write("tsconfig.json", '{ "compilerOptions": { "jsx": "preserve" } }');
    write(
      "a/tsconfig.json",
      '{ "extends": "../base.json", /* c */ "compilerOptions": { "jsx": "react", }, }',
    );
    const { path, compilerOptions } = notebookTsconfig(folder);
    expect(path).toBe(join(root, "a", "tsconfig.json"));
    expect(compilerOptions).toMatchObject({ jsx: "react", jsxFactory: "h", strict: false });
  });

  test("gives absolute paths, counted from the file that has them", () => {
    write(
      "base.json",
      '{ "compilerOptions": { "paths": { "@/*": ["./src/*"] }, "typeRoots": ["./t"] } }',
    );
    write("a/tsconfig.json", '{ "extends": "../base.json" }');
    const { compilerOptions, candidates } = notebookTsconfig(folder);
    expect(compilerOptions).toEqual({
      paths: { "@/*": [join(root, "src/*")] },
      typeRoots: [join(root, "t")],
    });
    expect(candidates("@/deep/x")).toEqual([join(root, "src/deep/x")]);
    expect(candidates("lodash")).toEqual([]);
  });

  test("leaves out what the kernel decides itself", () => {
    write(
      "tsconfig.json",
      '{ "compilerOptions": { "module": "amd", "outDir": "x", "target": "ES2019" } }',
    );
    expect(notebookTsconfig(folder).compilerOptions).toEqual({ target: "es2019" });
  });

  test("is the same object until one of its files changes, appears or goes", () => {
    const none = notebookTsconfig(folder);
    expect(none).toMatchObject({ path: undefined, compilerOptions: {} });
    expect(notebookTsconfig(folder)).toBe(none);
    write("base.json", '{ "compilerOptions": { "jsx": "react" } }');
    write("tsconfig.json", '{ "extends": "./base.json" }');
    const first = notebookTsconfig(folder);
    expect(first.compilerOptions.jsx).toBe("react");
    expect(notebookTsconfig(folder)).toBe(first);
    write("base.json", '{ "compilerOptions": { "jsx": "react-jsx" } }');
    expect(notebookTsconfig(folder).compilerOptions.jsx).toBe("react-jsx");
    write("a/b/tsconfig.json", "{}");
    expect(notebookTsconfig(folder).compilerOptions).toEqual({});
  });

  test("that is broken says where, and leaves the last good options", () => {
    write("tsconfig.json", '{ "compilerOptions": { "jsx": "react" } }');
    notebookTsconfig(folder);
    write("tsconfig.json", '{\n "compilerOptions": { "jsx": ');
    const { problem, compilerOptions } = notebookTsconfig(folder);
    expect(problem).toMatch(/^Cannot use .*tsconfig\.json: expected JSON.*line 2/);
    expect(compilerOptions.jsx).toBe("react");
    write("tsconfig.json", '{ "extends": "@nobody/has-this" }');
    expect(notebookTsconfig(folder).problem).toContain("@nobody/has-this");
    write("tsconfig.json", "{}");
    expect(notebookTsconfig(folder).problem).toBeUndefined();
  });
});
