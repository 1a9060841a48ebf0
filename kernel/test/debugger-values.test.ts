import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { DebugClient } from "./debug-client";
import type { Exchange } from "./kernel-client";

let client: DebugClient;

beforeAll(async () => {
  client = await DebugClient.start({ on: false });
  await client.kernel.run(
    `class Point { #secret = 1; constructor(public x: number, public y = 2) {} get sum() { return this.x + this.y } }
    const point = new Point(1);
    let shared = 40;
    const text = "a \\"quoted\\" text"; const none = null; const big = 12n; const yes = true;
    const map = new Map<unknown, unknown>([["one", { n: 1 }], [2, "two"]]); const set = new Set([1, "b"]);
    const list = [1, "b", { c: 3 }]; const long = Array.from({ length: 250 }, (_, i) => i);
    const floats = new Float32Array(784); const when = new Date(0); const failure = new RangeError("too far");
    const pattern = /a+/g; const promise = Promise.resolve(7); const fn = (a: number, b = 2) => a + b;
    const shown = { [Symbol.for("Jupyter.display")]() { return { "text/html": "<b>hi</b>", "text/plain": "hi" } } };`,
  );
});

afterAll(() => client.stop());

/** The variables under one, or under the session without; text by their names. */
async function children(variablesReference: number, page: object = {}) {
  const { variables } = await client.ask("variables", { variablesReference, ...page });
  return Object.fromEntries(
    variables.map(({ name, value }: Record<string, string>) => [name, value]),
  );
}

async function sessionVariable(name: string) {
  const { variables } = await client.ask("inspectVariables");
  return variables.find((variable: { name: string }) => variable.name === name);
}

describe("while nothing is stopped and the debugger is off", () => {
  test.each([
    ["text", '"a \\"quoted\\" text"', "string"],
    ["none", "null", "null"],
    ["big", "12n", "bigint"],
    ["yes", "true", "boolean"],
    ["shared", "40", "number"],
    ["point", "Point {#secret: 1, x: 1, y: 2}", "Point"],
    ["list", 'Array(3) [1, "b", {…}]', "Array"],
    ["map", 'Map(2) {"one" => {n: 1}, 2 => "two"}', "Map"],
    ["set", 'Set(2) {1, "b"}', "Set"],
    ["floats", "Float32Array(784) [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, …]", "Float32Array"],
    ["failure", "RangeError: too far", "RangeError"],
    ["pattern", "/a+/g", "RegExp"],
    ["promise", 'Promise {[[PromiseState]]: "fulfilled", [[PromiseResult]]: 7}', "Promise"],
    ["fn", "ƒ (a, b = 2)", "function"],
    ["Point", "class Point", "class"],
  ])("inspectVariables shows %s as %s with its type", async (name, value, type) => {
    expect(await sessionVariable(name)).toMatchObject({ value, type, evaluateName: name });
  });

  test("the properties of an object are listed, private ones included", async () => {
    const { variablesReference } = await sessionVariable("point");
    expect(await children(variablesReference)).toEqual({ x: "1", y: "2", "#secret": "1" });
  });

  test("a map has its keys for names, a set its places", async () => {
    const map = await sessionVariable("map");
    expect(map.indexedVariables).toBe(2);
    expect(await children(map.variablesReference)).toEqual({ one: "{n: 1}", 2: '"two"' });
    const set = await sessionVariable("set");
    expect(await children(set.variablesReference)).toEqual({ 0: "1", 1: '"b"' });
  });

  test("many elements come in groups, or page by page to who asks so", async () => {
    const { variablesReference, indexedVariables } = await sessionVariable("long");
    expect(indexedVariables).toBe(250);
    const { variables } = await client.ask("variables", { variablesReference });
    expect(variables.map(({ name }: { name: string }) => name)).toEqual([
      "[0 … 99]",
      "[100 … 199]",
      "[200 … 249]",
    ]);
    const last = await children(variables[2].variablesReference);
    expect(Object.keys(last)).toHaveLength(50);
    expect(last[249]).toBe("249");
    const page = { filter: "indexed", start: 10, count: 2 };
    expect(await children(variablesReference, page)).toEqual({ 10: "10", 11: "11" });
  });

  test("richInspectVariables gives the MIME bundle of a value", async () => {
    expect(await client.ask("richInspectVariables", { variableName: "shown" })).toEqual({
      data: { "text/html": "<b>hi</b>", "text/plain": "hi" },
      metadata: {},
    });
  });

  test("richInspectVariables of no name is refused with a reason", async () => {
    const { success, message } = await client.request("richInspectVariables", {
      variableName: "a b",
    });
    expect(success).toBe(false);
    expect(message).toMatch(/expected a name/);
  });

  test("evaluate knows the session, TypeScript and await", async () => {
    const { result } = await client.ask("evaluate", {
      expression: "(await promise) + (shared as number)",
    });
    expect(result).toBe("47");
  });

  test("JupyterLab gets no types, which it would show in place of the values", async () => {
    await client.turnOn({ clientID: "jupyterlab" });
    expect(await sessionVariable("shared")).not.toHaveProperty("type");
    expect(await sessionVariable("point")).not.toHaveProperty("type");
    await client.ask("disconnect");
  });
});

describe("while stopped", () => {
  const code = `let local = 1;
function outer(a: number) {
  const inner = { deep: [1, 2] };
  const work = (b: number) => {
    const c = a + b + shared;
    return c + inner.deep.length;
  };
  return work(2);
}
local = outer(5);`;
  let cell: Exchange;

  beforeAll(async () => {
    await client.turnOn();
    ({ cell } = await client.stopIn(code, 6));
  });

  afterAll(async () => {
    expect(await client.finish(cell)).toMatchObject({ status: "ok" });
  });

  test("the stack has the user's functions, the innermost first", async () => {
    expect(await client.places()).toEqual([
      "work:6",
      "outer:8",
      expect.stringMatching(/^Cell \[2\]:10/),
    ]);
    const { stackFrames, totalFrames } = await client.ask("stackTrace", {
      startFrame: 1,
      levels: 1,
    });
    expect(totalFrames).toBe(3);
    expect(stackFrames).toMatchObject([{ name: "outer" }]);
  });

  test("the scopes are the function's own, those around it, and the session", async () => {
    const [frame] = await client.frames();
    const { scopes } = await client.ask("scopes", { frameId: frame.id });
    expect(scopes.map(({ name }: { name: string }) => name)).toEqual([
      "Locals",
      "Closure (outer)",
      "Cell [2]",
      "Globals",
    ]);
    expect(await client.values()).toEqual({ b: "2", c: "47" });
    expect(await client.values("Closure (outer)")).toEqual({
      a: "5",
      inner: "{deep: Array(2)}",
    });
    expect(await client.values("Globals")).toMatchObject({ shared: "40", yes: "true" });
  });

  test("a cell's own names are its locals, and none of the kernel's are shown", async () => {
    const frames = await client.frames();
    expect(await client.values("Locals", frames[2].id)).toEqual({
      local: "1",
      outer: "ƒ outer(a)",
    });
  });

  test("expressions see the frame and the session", async () => {
    expect(await client.evaluate("c + shared")).toBe("87");
    expect(await client.evaluate("inner.deep")).toBe("Array(2) [1, 2]");
    const frames = await client.frames();
    const { result } = await client.ask("evaluate", { expression: "a", frameId: frames[1].id });
    expect(result).toBe("5");
  });

  test("hovering changes nothing", async () => {
    expect(await client.evaluate("(inner as any).deep[1]", "hover")).toBe("2");
    const [{ id: frameId }] = await client.frames();
    const hover = { expression: "inner.deep.push(3)", frameId, context: "hover" };
    expect((await client.request("evaluate", hover)).success).toBe(false);
    expect(await client.evaluate("inner.deep.length")).toBe("2");
  });

  test("an error in an expression is the answer's message", async () => {
    const [{ id: frameId }] = await client.frames();
    const failed = await client.request("evaluate", { expression: "missing.x", frameId });
    expect(failed).toMatchObject({
      success: false,
      message: "ReferenceError: missing is not defined",
    });
  });

  test("variables of scopes, objects and the session are set", async () => {
    const [{ id: frameId }] = await client.frames();
    const { scopes } = await client.ask("scopes", { frameId });
    const set = (variablesReference: number, name: string, value: string) =>
      client.ask("setVariable", { variablesReference, name, value });
    const references = scopes.map(
      (scope: { variablesReference: number }) => scope.variablesReference,
    );
    expect(await set(references[0], "b", "shared + 1")).toMatchObject({ value: "41" });
    expect(await client.evaluate("b")).toBe("41");
    await set(references.at(-1), "shared", "50");
    expect(await client.evaluate("shared")).toBe("50");
    const inner = await client.ask("evaluate", { expression: "inner", frameId });
    await set(inner.variablesReference, "deep", "[9]");
    expect(await client.evaluate("inner.deep")).toBe("Array(1) [9]");
  });

  test("a constant of the session cannot be set, and the answer says so", async () => {
    const [{ id: frameId }] = await client.frames();
    const { scopes } = await client.ask("scopes", { frameId });
    const { variablesReference } = scopes.at(-1);
    const failed = await client.request("setVariable", {
      variablesReference,
      name: "yes",
      value: "1",
    });
    expect(failed).toMatchObject({ success: false, message: expect.stringMatching(/constant/) });
  });

  test("richInspectVariables shows a local by its own display method", async () => {
    const [{ id: frameId }] = await client.frames();
    expect(await client.ask("richInspectVariables", { variableName: "c", frameId })).toMatchObject({
      data: { "text/plain": "47" },
    });
  });

  test("copyToGlobals gives a local to later cells", async () => {
    const [{ id: srcFrameId }] = await client.frames();
    await client.ask("copyToGlobals", {
      srcVariableName: "c",
      dstVariableName: "kept",
      srcFrameId,
    });
    expect(await client.values("Globals")).toMatchObject({ kept: "47" });
  });

  test("completions offer names and properties", async () => {
    const [{ id: frameId }] = await client.frames();
    const labels = async (text: string) =>
      (await client.ask("completions", { text, column: text.length + 1, frameId })).targets.map(
        ({ label }: { label: string }) => label,
      );
    expect(await labels("in")).toContain("inner");
    expect(await labels("sha")).toContain("shared");
    expect(await labels("1 + inner.de")).toEqual(["deep"]);
  });

  test("references of an earlier stop are refused with a reason", async () => {
    const [own] = await client
      .variables("Closure (outer)")
      .then((all) => all.filter(({ name }) => name === "inner"));
    await client.step("next");
    const gone = await client.request("variables", { variablesReference: own.variablesReference });
    expect(gone).toMatchObject({ success: false, message: expect.stringMatching(/ask again/) });
  });
});

test("what was copied to the globals is there in the next cell", async () => {
  expect((await client.kernel.run("kept")).value).toBe("47");
});
