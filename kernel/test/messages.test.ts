import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { KernelClient } from "./kernel-client";

let kernel: KernelClient;

beforeAll(async () => {
  kernel = await KernelClient.start();
});
afterAll(() => kernel.stop());

let sent = 0;
const header = (fields: object = {}): string =>
  JSON.stringify({
    msg_id: `m${++sent}`,
    msg_type: "execute_request",
    session: "s",
    username: "u",
    date: new Date().toISOString(),
    version: "5.5",
    ...fields,
  });
const code = JSON.stringify({ code: "globalThis.ran = ((globalThis as any).ran ?? 0) + 1" });

describe("a message is refused, logged and survived that", () => {
  test.each([
    ["has no delimiter", { delimiter: false }, () => [header(), "{}", "{}", code]],
    ["lacks a part", {}, () => [header(), "{}", "{}"]],
    ["has no part at all", {}, () => []],
    ["is not signed", { signature: "" }, () => [header(), "{}", "{}", code]],
    ["is signed by another", { signature: "0".repeat(64) }, () => [header(), "{}", "{}", code]],
    ["has a header that is no JSON", {}, () => ["{", "{}", "{}", code]],
    ["has a header that is no object", {}, () => ["[]", "{}", "{}", code]],
    ["has a header without an id", {}, () => [header({ msg_id: 5 }), "{}", "{}", code]],
    ["has content that is no JSON", {}, () => [header(), "{}", "{}", "{code:"]],
    ["has content that is no object", {}, () => [header(), "{}", "{}", "null"]],
    ["has metadata that is an array", {}, () => [header(), "{}", "[]", code]],
    ["has a parent that is no object", {}, () => [header(), "3", "{}", code]],
  ])("%s", async (_what, options: object, parts: () => string[]) => {
    for (const channel of ["shell", "control", "stdin"]) {
      await kernel.command("frames", { channel, parts: parts(), ...options });
    }
    expect((await kernel.run("(globalThis as any).ran")).reply).toMatchObject({ status: "ok" });
    expect((await kernel.run("String((globalThis as any).ran)")).value).toBe("'undefined'");
  });

  test("was sent before", async () => {
    const parts = [header(), "{}", "{}", code];
    await kernel.command("frames", { channel: "shell", parts, times: 3 });
    expect((await kernel.run("(globalThis as any).ran")).value).toBe("1");
  });
});

describe("a request with a wrong field is answered by what is wrong", () => {
  test.each([
    ["execute_request", { code: 5 }, /code as string, got 5/],
    ["execute_request", { code: "1", silent: "no" }, /silent as boolean, got string/],
    ["execute_request", { code: "1", user_expressions: [] }, /user_expressions as object/],
    ["execute_request", { code: "1", allow_stdin: 1 }, /allow_stdin as boolean/],
    ["execute_request", { code: "1", stop_on_error: {} }, /stop_on_error as boolean, got object/],
    ["complete_request", { code: "a" }, /cursor_pos as integer, got undefined/],
    ["complete_request", { code: "a", cursor_pos: 0.5 }, /cursor_pos as integer, got 0.5/],
    ["inspect_request", { code: "a", cursor_pos: 0, detail_level: 2 }, /detail_level as 0 or 1/],
    ["is_complete_request", {}, /code as string/],
    ["history_request", { hist_access_type: "all" }, /as range or tail or search/],
    ["history_request", { hist_access_type: "tail", n: "5" }, /n as integer/],
    ["history_request", { hist_access_type: "search", pattern: 1 }, /pattern as string/],
    ["history_request", { hist_access_type: "range", session: "a" }, /session as integer/],
    ["comm_info_request", { target_name: 1 }, /target_name as string/],
    ["shutdown_request", { restart: "yes" }, /restart as boolean/],
    ["debug_request", { seq: "1", command: "initialize" }, /seq as integer/],
    ["delete_subshell_request", {}, /subshell_id as string/],
    ["no_such_request", {}, /does not support/],
  ])("%s %j", async (type, content, reason) => {
    const exchange = await kernel.send(type, content);
    const reply = await exchange.reply;
    expect(reply).toMatchObject({
      status: "error",
      ename: "Error",
      traceback: [expect.anything()],
    });
    expect(reply.evalue).toMatch(reason);
    await exchange.idle;
    const states = exchange.published.map((one) => one.content.execution_state);
    expect(states).toEqual(["busy", "idle"]);
  });

  test("a cursor outside the text counts as one at its end or start", async () => {
    const complete = (cursor_pos: number) =>
      kernel.ask("complete_request", { code: "Math.ma", cursor_pos });
    expect((await complete(100)).matches).toContain("max");
    expect(await complete(-1)).toMatchObject({ status: "ok", cursor_start: 0, cursor_end: 0 });
  });
});

describe("iopub", () => {
  test("welcomes each subscription on its topic", async () => {
    for (const topic of ["", "status", "", "none"]) {
      const [first] = await kernel.command("subscribe", { topic });
      expect(first).toEqual(["iopub_welcome", { subscription: topic }]);
    }
  });

  test("says once, to who subscribes early, that the kernel starts", async () => {
    const states = await kernel.command("states", { kernel: "rosenblatt", number: 3 });
    expect(states).toEqual(["starting", "busy", "idle"]);
  });

  test("welcomes also while a cell prints much", async () => {
    const cell = await kernel.cell("for (let i = 0; i < 100; i++) console.log('x'.repeat(1e5))");
    const seen: [string, unknown][] = await kernel.command("subscribe", { topic: "iopub_w" });
    expect(seen).toEqual([["iopub_welcome", { subscription: "iopub_w" }]]);
    expect((await cell.reply).status).toBe("ok");
  });

  test("gives a subscriber of one topic that topic alone, and nothing less", async () => {
    const code = "console.log('to all'); 5";
    const seen: [string, unknown][] = await kernel.command("subscribe", { topic: "stream", code });
    expect(seen).toEqual([
      ["iopub_welcome", { subscription: "stream" }],
      ["stream", { name: "stdout", text: "to all\n" }],
    ]);
  });

  test("a client that waits for its welcome misses nothing of its first cell", async () => {
    const seen: [string, unknown][] = await kernel.command("subscribe", { topic: "", code: "7" });
    expect(seen.map(([type]) => type)).toEqual([
      "iopub_welcome",
      "status",
      "execute_input",
      "execute_result",
      "status",
    ]);
  });
});
