import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { KernelClient } from "./kernel-client";
import { printed } from "./until";

let kernel: KernelClient;

beforeAll(async () => {
  kernel = await KernelClient.start();
});
afterAll(() => kernel.stop());

async function create(): Promise<string> {
  const reply = await kernel.ask("create_subshell_request", {}, { channel: "control" });
  expect(reply).toEqual({ status: "ok", subshell_id: expect.any(String) });
  return reply.subshell_id;
}

const remove = (id: string) =>
  kernel.ask("delete_subshell_request", { subshell_id: id }, { channel: "control" });

const list = async (): Promise<string[]> =>
  (await kernel.ask("list_subshell_request", {}, { channel: "control" })).subshell_id;

describe("subshells", () => {
  test("kernel_info says that there are subshells", async () => {
    const info = await kernel.ask("kernel_info_request");
    expect(info.supported_features).toContain("kernel subshells");
  });

  test("are created, listed and deleted on control", async () => {
    const [one, two] = [await create(), await create()];
    expect((await list()).sort()).toEqual([one, two].sort());
    expect(await remove(one)).toEqual({ status: "ok" });
    expect(await list()).toEqual([two]);
    await remove(two);
  });

  test("a cell in a subshell runs while one in the main shell awaits", async () => {
    const subshell = await create();
    const main = await kernel.cell(
      "let release: (() => void); await new Promise<void>((r) => { release = r }); 'main'",
    );
    const other = await kernel.cell("console.log('beside'); release(); 'sub'", {}, subshell);
    expect(await other.reply).toMatchObject({ status: "ok" });
    expect(await main.reply).toMatchObject({ status: "ok" });
    await Promise.all([main.idle, other.idle]);
    const text = (exchange: typeof main) =>
      exchange.published.filter(({ type }) => type === "stream").map(({ content }) => content.text);
    expect([text(main), text(other)]).toEqual([[], ["beside\n"]]);
    await remove(subshell);
  });

  test("what belongs to a subshell's request carries its id in the parent header", async () => {
    const subshell = await create();
    const cell = await kernel.cell("1 + 1", {}, subshell);
    await cell.idle;
    for (const { parentHeader } of cell.published) {
      expect(parentHeader).toMatchObject({ subshell_id: subshell });
    }
    await remove(subshell);
  });

  test("cells of one subshell run one after the other, and share the session", async () => {
    const subshell = await create();
    const cells = [
      await kernel.cell(
        "let order = ['a']; await new Promise((r) => setTimeout(r, 50)); order.push('b')",
        {},
        subshell,
      ),
      await kernel.cell("order.push('c')", {}, subshell),
    ];
    await Promise.all(cells.map(({ reply }) => reply));
    expect((await kernel.run("order.join('')")).value).toBe("'abc'");
    await remove(subshell);
  });

  test("completion and inspection in a subshell are answered while a cell loops", async () => {
    const subshell = await create();
    const cell = await kernel.cell("while (true) {}");
    const options = { subshell };
    const code = { code: "Math.max", cursor_pos: 8 };
    expect((await kernel.ask("complete_request", code, options)).matches).toContain("max");
    expect((await kernel.ask("inspect_request", code, options)).found).toBe(true);
    await kernel.interrupt();
    expect(await cell.reply).toMatchObject({ status: "error" });
    await remove(subshell);
  });

  test("an error in a subshell aborts what waits there, and nothing elsewhere", async () => {
    const subshell = await create();
    const main = await kernel.cell("await new Promise((r) => setTimeout(r, 100)); 1");
    const mainNext = await kernel.cell("2");
    const failing = await kernel.cell(
      "await new Promise((r) => setTimeout(r, 100)); throw new Error('here')",
      {},
      subshell,
    );
    const queued = await kernel.cell("3", {}, subshell);
    expect(await failing.reply).toMatchObject({ status: "error", evalue: "here" });
    expect(await queued.reply).toMatchObject({ status: "aborted" });
    expect(await main.reply).toMatchObject({ status: "ok" });
    expect(await mainNext.reply).toMatchObject({ status: "ok" });
    await remove(subshell);
  });

  test("an interrupt ends the main shell's cell and leaves a subshell's that awaits", async () => {
    const subshell = await create();
    const other = await kernel.cell(
      "let go: any; console.log('in'); await new Promise((r) => { go = r }); 'kept on'",
      {},
      subshell,
    );
    const main = await kernel.cell("await new Promise(() => {})");
    await printed(other);
    await kernel.interrupt();
    expect(await main.reply).toMatchObject({ status: "error", ename: "KeyboardInterrupt" });
    await kernel.run("go()");
    expect(await other.reply).toMatchObject({ status: "ok" });
    await remove(subshell);
  });

  test("an interrupt ends a subshell's cell when the main shell runs none", async () => {
    const subshell = await create();
    const cell = await kernel.cell("console.log('in'); while (true) {}", {}, subshell);
    await printed(cell);
    await kernel.interrupt();
    expect(await cell.reply).toMatchObject({ status: "error", ename: "KeyboardInterrupt" });
    expect((await kernel.run("'alive'")).value).toBe("'alive'");
    await remove(subshell);
  });

  test("deleting a subshell aborts what waits in it", async () => {
    const subshell = await create();
    const first = await kernel.cell("await new Promise((r) => setTimeout(r, 300))", {}, subshell);
    const queued = await kernel.cell("1", {}, subshell);
    // Nothing else orders what arrives on two channels.
    await kernel.ask("kernel_info_request");
    await remove(subshell);
    expect(await queued.reply).toMatchObject({ status: "aborted" });
    expect(await first.reply).toMatchObject({ status: "ok" });
  });

  test("a request to an unknown subshell is answered with an error, busy and idle around it", async () => {
    for (const type of ["execute_request", "complete_request"]) {
      const exchange = await kernel.send(type, { code: "1", cursor_pos: 1 }, { subshell: "none" });
      expect(await exchange.reply).toMatchObject({
        status: "error",
        ename: "UnknownSubshellError",
      });
      await exchange.idle;
      expect(exchange.published.map(({ content }) => content.execution_state)).toEqual([
        "busy",
        "idle",
      ]);
    }
    expect(await remove("none")).toMatchObject({ status: "error", ename: "UnknownSubshellError" });
  });
});
