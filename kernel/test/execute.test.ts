import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { KernelClient } from "./kernel-client";

let kernel: KernelClient;

beforeAll(async () => {
  kernel = await KernelClient.start();
  await kernel.run("const six = 6");
});
afterAll(() => kernel.stop());

describe("user_expressions", () => {
  const ask = async (code: string, user_expressions: object) =>
    (await kernel.run(code, { user_expressions })).reply;

  test("are evaluated in the session after the cell", async () => {
    const reply = await ask("const seven = six + 1", {
      a: "seven * six",
      b: "({ x: six })",
      c: "await seven",
    });
    expect(reply.status).toBe("ok");
    expect(reply.user_expressions).toMatchObject({
      a: { status: "ok", data: { "text/plain": "42" }, metadata: {} },
      b: { status: "ok", data: { "text/plain": "{ x: 6 }" } },
      c: { status: "ok", data: { "text/plain": "7" } },
    });
  });

  test("that fail have the form of an error, and the cell does not fail", async () => {
    const reply = await ask("1", { a: "missing", b: "const x = 1", c: "six", d: 5 });
    expect(reply.status).toBe("ok");
    expect(reply.user_expressions).toMatchObject({
      a: {
        status: "error",
        ename: "ReferenceError",
        evalue: "missing is not defined",
        traceback: [expect.any(String)],
      },
      b: { status: "error", ename: "SyntaxError" },
      c: { status: "ok", data: { "text/plain": "6" } },
      d: { status: "error", ename: "TypeError" },
    });
  });

  test("are evaluated after a silent cell too, and not after one that failed", async () => {
    const options = { silent: true, user_expressions: { a: "quiet" } };
    const silent = await kernel.run("const quiet = 'yes'", options);
    expect(silent.reply.user_expressions.a.data["text/plain"]).toBe("'yes'");
    const failed = await ask("throw new Error('no')", { a: "globalThis.evaluated = true" });
    expect(failed.user_expressions ?? {}).toEqual({});
    expect((await kernel.run("typeof (globalThis as any).evaluated")).value).toBe("'undefined'");
  });
});

describe("payloads", () => {
  test("page and set_next_input travel with the cell's answer", async () => {
    const { reply } = await kernel.run(`
      const host = (globalThis as any)[Symbol.for("rosenblatt.kernel")];
      host.page({ "text/plain": "a long text" }, { start: 2 });
      host.setNextInput("1 + 1");
    `);
    expect(reply.payload).toEqual([
      { source: "page", data: { "text/plain": "a long text" }, start: 2 },
      { source: "set_next_input", text: "1 + 1", replace: false },
    ]);
    expect((await kernel.run("1")).reply.payload).toEqual([]);
  });
});
