import { execFileSync } from "node:child_process";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { KernelClient } from "./kernel-client";

let kernel: KernelClient;
beforeAll(async () => {
  kernel = await KernelClient.start();
  await kernel.run(`
    let asked = 0;
    const loose: any = {
      plain: { inner: 1, other() {} },
      get costly() { asked++; return { hidden: 1 }; },
      proxied: new Proxy({ a: 1 }, { ownKeys: () => { asked++; return []; } }),
    };
    class Base { inherited() {} }
    const derived: unknown = Object.assign(new (class extends Base {})(), { own: 1 });`);
});
afterAll(() => kernel.stop());

/** Completes at the end of a text. */
async function complete(code: string) {
  const cursor_pos = [...code].length;
  return kernel.ask("complete_request", { code, cursor_pos });
}

describe("completion", () => {
  test("gives type, signature, documentation and a range in code points", async () => {
    await kernel.run("/** Twice as much. */ function double(value: number) { return value * 2; }");
    const reply = await complete('"😀"; doub');
    expect(reply).toMatchObject({
      status: "ok",
      matches: ["double"],
      cursor_start: 5,
      cursor_end: 9,
    });
    expect(reply.metadata._jupyter_types_experimental).toEqual([
      {
        text: "double",
        type: "function",
        signature: "function double(value: number): number",
        documentation: "Twice as much.",
        start: 5,
        end: 9,
      },
    ]);
  });

  test("asks the value where its type says nothing, without running code of the user", async () => {
    expect((await complete("loose.")).matches).toEqual(["plain", "costly", "proxied"]);
    expect((await complete("1 + loose.plain.o")).matches).toEqual(["other"]);
    expect((await complete("loose?.pl")).matches).toEqual(["plain"]);
    expect((await complete("derived.")).matches).toEqual(
      expect.arrayContaining(["own", "inherited"]),
    );
    expect((await complete("loose.costly.")).matches).toEqual([]);
    expect((await complete("loose.proxied.")).matches).toEqual([]);
    expect((await kernel.run("asked")).value).toBe("0");
  });

  test("asks the value when its type does not come soon", async () => {
    const pid = (await kernel.run("const late = { member: 1 };\nprocess.pid")).value!;
    expect((await complete("late.")).matches).toEqual(["member"]);
    const children = execFileSync("pgrep", ["-P", pid], { encoding: "utf8" }).trim().split("\n");
    const signal = (name: NodeJS.Signals) => {
      for (const child of children) process.kill(Number(child), name);
    };
    signal("SIGSTOP");
    const { matches, metadata } = await complete("late.");
    signal("SIGCONT");
    expect(matches).toEqual(["member"]);
    expect(metadata._jupyter_types_experimental[0].signature).toBe("");
  });

  test("answers without the value while a cell keeps the thread busy", async () => {
    const busy = await kernel.cell("for (;;);");
    expect((await complete("loose.")).matches).toEqual([]);
    expect((await complete("doub")).matches).toEqual(["double"]);
    await kernel.interrupt();
    await busy.idle;
  });
});
