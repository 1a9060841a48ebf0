import { resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Completions, TypeService } from "../src/language/type-service.js";
import { createTypeService } from "../src/types/index.js";

let types: TypeService;
beforeAll(() => {
  types = createTypeService({ folder: resolve(__dirname, "../..") });
  types.add('import * as tf from "@tensorflow/tfjs";\nconst tensor = tf.tensor([1, 2]);');
  types.add(
    `/** How many there are. */ const amount = 3;
     /** Adds two numbers. */ function plus(a: number, b: number): number { return a + b; }
     class Model { layers = 2; #secret = 1 }
     interface Options { alpha: number; beta?: "small" | "smart" | "large" }
     let maybe = Math.random() < 1 ? { inside: 1 } : undefined;`,
  );
});
afterAll(() => types.dispose());

/** Completes at the mark `|`. */
async function complete(marked: string): Promise<Completions & { texts: string[] }> {
  const offset = marked.indexOf("|");
  const found = await types.complete(marked.replace("|", ""), offset);
  return { ...found, texts: found.items.map(({ text }) => text) };
}

function inspect(marked: string) {
  return types.inspect(marked.replace("|", ""), marked.indexOf("|"));
}

describe("complete()", () => {
  test("offers members after a dot, with their kind and signature", async () => {
    const { items, start, end } = await complete("tensor.ad|");
    expect([start, end]).toEqual([7, 9]);
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({ text: "add", kind: "method" });
    expect(items[0]?.signature).toContain("b: tf.Tensor | tf.TensorLike");
  });

  test("offers all members directly after the dot, also of a module", async () => {
    expect((await complete("tensor.|")).texts).toEqual(expect.arrayContaining(["add", "shape"]));
    expect((await complete("tf.layers.|")).texts).toEqual(expect.arrayContaining(["dense"]));
  });

  test("offers the session's names before global ones", async () => {
    expect((await complete("amou|")).texts).toEqual(["amount"]);
    const { texts } = await complete("const modelled = 1; new M|");
    expect(texts[0]).toBe("Model");
    expect(texts).toContain("Map");
  });

  test("documents the completions where they are few", async () => {
    const { items } = await complete("plus|");
    expect(items[0]).toMatchObject({ text: "plus", documentation: "Adds two numbers." });
  });

  test("offers a name directly after a function of an earlier cell was taken over", async () => {
    expect((await complete("plu|")).texts).toEqual(["plus"]);
    expect((await complete("Mod|")).items[0]).toMatchObject({ text: "Model", kind: "class" });
  });

  test("offers at most 200 in an empty cell, the session's first", async () => {
    const { items, texts } = await complete("|");
    expect(items).toHaveLength(200);
    expect(texts.slice(0, 20)).toEqual(expect.arrayContaining(["amount", "plus", "tensor", "tf"]));
    expect(texts.join()).not.toContain("rosenblatt");
  });

  test("counts UTF-16 units after astral characters", async () => {
    const found = await complete('"😀😀"; const 变 = 1;\namou| + 1');
    expect(found.texts).toEqual(["amount"]);
    expect([found.start, found.end]).toEqual([21, 25]);
  });

  test("knows names of the unfinished cell itself, also when it redeclares one", async () => {
    expect((await complete("const own = { deep: 1 };\nfoo(own.|")).texts).toEqual(["deep"]);
    expect((await complete("const amount = 'a'; if (amount.toUpper|")).texts).toEqual([
      "toUpperCase",
    ]);
  });

  test("offers keys of an object and members of a union of strings", async () => {
    expect((await complete("const o: Options = { |")).texts).toEqual(["alpha", "beta"]);
    const found = await complete('const o: Options = { alpha: 1, beta: "sm|" }');
    expect(found.texts).toEqual(["small", "smart"]);
    expect([found.start, found.end]).toEqual([38, 40]);
  });

  test("offers the paths of imports", async () => {
    expect((await complete('import "node:fs/pr|"')).texts).toEqual(["promises"]);
    expect((await complete('import * as a from "@tensorflow/tfjs-co|"')).texts).toContain(
      "tfjs-core",
    );
    const found = await complete('import "./kernel/src/types/ind|"');
    expect(found.texts).toContain("index");
    expect([found.start, found.end]).toEqual([27, 30]);
  });

  test("puts the question mark before what may be undefined", async () => {
    const { items, start, end } = await complete("maybe.ins|");
    expect(items.map(({ text }) => text)).toEqual(["?.inside"]);
    expect([start, end]).toEqual([5, 9]);
  });

  test("offers nothing inside a comment or a string", async () => {
    expect((await complete("// amou|")).items).toEqual([]);
    expect((await complete('"amou|"')).items).toEqual([]);
  });

  test("a newer question overtakes an older one", async () => {
    const older = ["t", "te", "ten"].map((code) => types.complete(code, code.length));
    const newest = types.complete("tensor.sha", 10);
    for (const { items } of await Promise.all(older)) expect(items).toEqual([]);
    expect((await newest).items.map(({ text }) => text)).toEqual(["shape"]);
  });
});

describe("inspect()", () => {
  test("tells the type and the documentation of a variable of an earlier cell", async () => {
    const found = await inspect("amo|unt");
    expect(found?.markdown).toBe("```typescript\nconst amount: 3\n```\nHow many there are.");
    expect(found?.text).toBe("const amount: 3\nHow many there are.");
  });

  test.each(["plus|", "plus(|", "plus(1, |", "plus([1, 2], { a: |", "|plus(1)", "x = plus (|)"])(
    "means the function in %j",
    async (code) => {
      const found = await inspect(code);
      expect(found?.text).toBe("function plus(a: number, b: number): number\nAdds two numbers.");
    },
  );

  test("tells all ways to call a function, and of the argument that is written", async () => {
    types.add(
      `/** Repeats. @param times how often */ function again(text: string, times: number): string;
       /** Repeats a number. */ function again(value: number): number;
       function again(value: any): any { return value; }`,
    );
    const text = (await inspect("again('a', |)"))?.text;
    expect(text).toMatch(
      /^again\(text: string, times: number\): string\nagain\(value: number\): number\n/,
    );
    expect(text).toContain("times: number — how often");
  });

  test("tells of members, types and imported modules", async () => {
    expect((await inspect("tensor.ad|d"))?.text).toContain("add<");
    expect((await inspect("let o: Opt|ions"))?.text).toBe("interface Options");
    expect((await inspect("const own = tensor.shape; own|"))?.text).toContain("number[]");
  });

  test("tells nothing where there is no name", async () => {
    expect(await inspect("1 + |  2")).toBeUndefined();
    expect(await inspect("missing|")).toBeUndefined();
  });
});
