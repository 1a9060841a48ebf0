import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { KernelClient, type Received } from "../../../kernel/test/kernel-client";
import { until } from "../../../kernel/test/until";
import { FrontEnd, idOf, printed, shownId, stateIn } from "./front-end";

let kernel: KernelClient;
let page: FrontEnd;
let folder: string;

beforeAll(async () => {
  // Inside the clone, where packages are found as from a notebook.
  folder = mkdtempSync(join(__dirname, ".notebook-"));
  kernel = await KernelClient.start({ folder });
  page = new FrontEnd(kernel);
  const names = "anyWidget, button, fileUpload, hold, html, image, interact, output, slider";
  await kernel.run(
    `import { ${names} } from "@rosenblatt/widgets";
     const sleep = (ms: number) => new Promise((go) => setTimeout(go, ms));`,
  );
});
afterAll(async () => {
  await kernel.stop();
  rmSync(folder, { recursive: true });
});

const methods = (published: readonly Received[]) =>
  published.filter(({ type }) => type === "comm_msg").map(({ content }) => content.data.method);

describe("a change in a front end", () => {
  test("reaches the kernel, is echoed once, and is printed by the cell that listens", async () => {
    const { cell, id } = await page.shown(
      "const n = slider(5, { max: 10, onChange: (value) => console.log('moved to', value) }); n",
    );
    const published = await page.update(id, { value: 7 });
    expect(methods(published)).toEqual(["echo_update"]);
    expect(stateIn(published, id)).toEqual({ value: 7 });
    await until(() => printed(cell) !== "");
    expect(printed(cell)).toBe("moved to 7\n");
    expect((await kernel.run("n.value")).value).toBe("7");
  });

  test("that is not allowed is undone there, and said", async () => {
    const { id } = await page.shown("const few = slider(5, { max: 10 }); few");
    const published = await page.update(id, { value: 70 });
    expect(methods(published)).toEqual(["echo_update", "update"]);
    expect(stateIn(published, id)).toEqual({ value: 5 });
    expect(printed({ published })).toContain(
      "RangeError: Cannot set the value: expected an integer from 0 to 10, got 70",
    );
  });

  test("is answered by what listeners make of it, as part of the cell that listens", async () => {
    const { cell, id } = await page.shown(
      "const even = slider(2, { max: 10 }); even.on('change', (v) => { even.value = v - v % 2 }); even",
    );
    const before = cell.published.length;
    const published = await page.update(id, { value: 7 });
    const answered = cell.published.slice(before);
    expect([methods(published), methods(answered)]).toEqual([["echo_update"], ["update"]]);
    expect(stateIn(answered, id)).toEqual({ value: 6 });
  });

  test("brings the bytes of uploaded files, which are not echoed", async () => {
    const { id } = await page.shown("const upload = fileUpload(); upload");
    const file = { name: "a.txt", type: "text/plain", size: 3, last_modified: 1000 };
    const published = await page.update(
      id,
      { value: [{ ...file, content: null }] },
      [Buffer.from("abc").toString("base64")],
      [["value", 0, "content"]],
    );
    expect(methods(published)).toEqual([]);
    const code =
      "[upload.value[0].name, Buffer.from(upload.value[0].content).toString(), +upload.value[0].lastModified].join()";
    expect((await kernel.run(code)).value).toBe("'a.txt,abc,1000'");
  });

  test("ends the waiting of a cell", async () => {
    const { id } = await page.shown("const asked = slider(1, { max: 9 }); asked");
    const cell = await kernel.cell("console.log('waits'); await asked.next()");
    await until(() => printed(cell) !== "");
    await page.update(id, { value: 4 });
    await cell.idle;
    expect(
      cell.published.find(({ type }) => type === "execute_result")?.content.data["text/plain"],
    ).toBe("4");
  });

  test("is seen by a loop that awaits, and a stop button ends it", async () => {
    const { cell: made } = await page.shown("const rate = slider(0.5); rate");
    const { cell: other } = await page.shown("const stop = button('Stop'); stop");
    const loop = await kernel.cell(
      "const seen = new Set<number>(); while (stop.value === 0) { if (!seen.has(rate.value)) console.log(rate.value); seen.add(rate.value); await sleep(1) } [...seen]",
    );
    await until(() => printed(loop).includes("0.5"));
    await page.update(shownId(made), { value: 0.25 });
    await until(() => printed(loop).includes("0.25"));
    await page.post(shownId(other), { method: "custom", content: { event: "click" } });
    expect(await loop.reply).toMatchObject({ status: "ok" });
    await loop.idle;
    expect(
      loop.published.find(({ type }) => type === "execute_result")?.content.data["text/plain"],
    ).toBe("[ 0.5, 0.25 ]");
  });

  test("still reaches listeners of a cell that was interrupted later", async () => {
    const cell = await kernel.cell(
      "const kept = slider(1, { max: 9 }); kept.on('change', async (v) => { await sleep(1); console.log('got', v) }); display(kept); for (;;) await sleep(1)",
    );
    await until(() => cell.published.some(({ type }) => type === "display_data"));
    await kernel.interrupt();
    await cell.idle;
    await page.update(shownId(cell), { value: 3 });
    await until(() => printed(cell) !== "");
    expect(printed(cell)).toBe("got 3\n");
  });

  test("reaches all listeners when one throws, whose error is shown at its cell", async () => {
    const { cell, id } = await page.shown(
      "const risky = slider(1, { max: 9 }); risky.on('change', () => { throw new Error('oh') }); risky.on('change', () => console.log('after')); risky",
    );
    await page.update(id, { value: 2 });
    await until(() => printed(cell).includes("after") && printed(cell).includes("oh"));
    expect(printed(cell)).toContain("Error: oh");
  });

  test("waits for a loop that never awaits, and arrives when an interrupt ends it", async () => {
    const { cell, id } = await page.shown(
      "const late = slider(1, { onChange: (value) => console.log('late', value) }); late",
    );
    const loop = await kernel.cell("console.log('in'); for (;;);");
    await until(() => printed(loop) !== "");
    const content = { comm_id: id, data: { method: "update", state: { value: 8 } } };
    const sent = await kernel.send("comm_msg", content);
    await kernel.ask("kernel_info_request");
    expect(printed(cell)).toBe("");
    await kernel.interrupt();
    await sent.idle;
    await until(() => printed(cell) !== "");
    expect(printed(cell)).toBe("late 8\n");
  });
});

describe("an interrupt", () => {
  test("ends a function of interact that loops, which runs again at the next change", async () => {
    const { cell } = await page.shown(
      "const mark = html(); display(mark); interact(({ n }) => { if (n === 7) { mark.value = 'loops'; for (;;); } return n }, { n: [0, 10] })",
    );
    const [output, control] = [idOf(cell.published, "Output"), idOf(cell.published, "IntSlider")];
    const content = { comm_id: control, data: { method: "update", state: { value: 7 } } };
    const sent = await kernel.send("comm_msg", content);
    const mark = idOf(cell.published, "HTML");
    await until(() => stateIn(cell.published, mark).value === "loops");
    await kernel.interrupt();
    await sent.idle;
    await page.update(control, { value: 9 });
    expect(stateIn(cell.published, output).outputs).toMatchObject([
      { data: { "text/plain": "9" } },
    ]);
  });

  test("in hold() leaves no widget held", async () => {
    const { id } = await page.shown("const free = slider(1); free");
    const cell = await kernel.cell("hold(() => { free.value = 2; console.log('in'); for (;;); })");
    await until(() => printed(cell) !== "");
    await kernel.interrupt();
    await cell.idle;
    const { published } = await kernel.run("free.value = 3");
    expect(stateIn([...cell.published, ...published], id)).toEqual({ value: 3 });
  });
});

describe("a change in the kernel", () => {
  test("is sent with the cell as parent; what follows in the turn goes together", async () => {
    const { id } = await page.shown("const far = slider(5); far");
    const { published } = await kernel.run(
      "for (let i = 0; i < 1000; i++) far.set({ value: i % 100 }); far.value = 42",
    );
    const sent = published.filter(({ content }) => content.comm_id === id);
    expect(sent.length).toBeLessThan(50);
    expect(stateIn(published, id)).toEqual({ value: 42 });
  });

  test("is seen at once while a loop never awaits", async () => {
    await kernel.run("const status = html('idle'); display(status)");
    const cell = await kernel.cell("status.value = 'busy'; for (;;);");
    await until(() => cell.published.some(({ type }) => type === "comm_msg"));
    expect(cell.published.find(({ type }) => type === "comm_msg")!.content.data.state).toEqual({
      value: "busy",
    });
    await kernel.interrupt();
    await cell.idle;
  });

  test("waits for the end of hold()", async () => {
    const { id } = await page.shown("const held = slider(5); held");
    const { published } = await kernel.run(
      "hold(() => { held.max = 200; held.min = 100; held.value = 150 })",
    );
    const sent = published.filter(({ content }) => content.comm_id === id);
    expect(sent.map(({ content }) => content.data.state)).toEqual([
      { min: 100, max: 200, value: 150 },
    ]);
  });

  test("carries bytes beside the state", async () => {
    const { id } = await page.shown("const dot = image(new Uint8Array([1, 2])); dot");
    const { published } = await kernel.run("dot.value = new Uint8Array([3, 4, 5])");
    const [{ content, buffers }] = published.filter(
      (message) => message.content.comm_id === id,
    ) as [Received];
    expect(content.data).toEqual({ method: "update", state: {}, buffer_paths: [["value"]] });
    expect(buffers).toEqual([Buffer.from([3, 4, 5]).toString("base64")]);
  });
});

describe("output", () => {
  const outputs = (published: readonly Received[], id: string) => stateIn(published, id).outputs;

  test("captures what is printed and displayed, now and later, and nothing else", async () => {
    const { id } = await page.shown("const log = output(); log");
    const cell = await kernel.cell(`
      const given = await log.capture(async () => {
        console.log("one"); await sleep(5); console.error("two"); display({ "text/html": "<b>three</b>" });
        setTimeout(() => console.log("four"), 20);
        return 5;
      });
      console.log("outside", given); await sleep(100);`);
    await cell.idle;
    expect(printed(cell)).toBe("outside 5\n");
    expect(outputs(cell.published, id)).toEqual([
      { output_type: "stream", name: "stdout", text: "one\n" },
      { output_type: "stream", name: "stderr", text: "two\n" },
      { output_type: "display_data", data: { "text/html": "<b>three</b>" }, metadata: {} },
      { output_type: "stream", name: "stdout", text: "four\n" },
    ]);
  });

  test("replaces displays that are updated, and clears", async () => {
    const { id } = await page.shown("const board = output(); board");
    const first = await kernel.run(`board.capture(() => {
      display({ "text/plain": "old" }, { id: "board" });
      display({ "text/plain": "new" }, { id: "board", update: true });
    });`);
    expect(outputs(first.published, id)).toMatchObject([{ data: { "text/plain": "new" } }]);
    const cleared = await kernel.cell("board.clear(); await sleep(60)");
    await cleared.idle;
    expect(outputs(cleared.published, id)).toEqual([]);
  });

  test("does not block a cell that prints megabytes into it", async () => {
    const { id } = await page.shown("const much = output(); much");
    const { published, reply } = await kernel.run(
      "much.capture(() => { for (let i = 0; i < 100; i++) console.log('x'.repeat(99_999)) })",
    );
    expect(reply.status).toBe("ok");
    expect(outputs(published, id)[0].text).toHaveLength(10_000_000);
  });
});

describe("interact", () => {
  test("shows what a function prints and gives in place of what was there", async () => {
    const { cell, id } = await page.shown(
      "interact(({ x, kind }) => { console.log(kind); return x * 2 }, { x: [0, 10], kind: ['a', 'b'] })",
    );
    expect(stateIn(cell.published, id)).toMatchObject({
      _model_name: "VBoxModel",
      _dom_classes: ["widget-interact"],
    });
    const output = idOf(cell.published, "Output");
    expect(stateIn(cell.published, output).outputs).toMatchObject([
      { text: "a\n" },
      { data: { "text/plain": "10" } },
    ]);
    await page.update(idOf(cell.published, "IntSlider"), { value: 7 });
    expect(stateIn(cell.published, output).outputs).toMatchObject([
      { text: "a\n" },
      { data: { "text/plain": "14" } },
    ]);
    await page.update(idOf(cell.published, "Dropdown"), { index: 1 });
    expect(stateIn(cell.published, output).outputs).toMatchObject([
      { text: "b\n" },
      { data: { "text/plain": "14" } },
    ]);
  });

  test("shows an error with the place in the cell, and goes on", async () => {
    const { cell } = await page.shown(
      "interact(({ n }) => { if (n > 5) throw new RangeError('too far'); return n }, { n: [0, 10] })",
    );
    const [output, control] = [idOf(cell.published, "Output"), idOf(cell.published, "IntSlider")];
    await page.update(control, { value: 9 });
    const failed = stateIn(cell.published, output).outputs;
    expect(failed).toMatchObject([
      { output_type: "error", ename: "RangeError", evalue: "too far" },
    ]);
    expect(failed[0].traceback.join("\n")).toMatch(/Cell \[\d+\]:1:\d+/);
    expect(failed[0].traceback.join("\n")).not.toContain("interact.js");
    await page.update(control, { value: 3 });
    expect(stateIn(cell.published, output).outputs).toMatchObject([
      { data: { "text/plain": "3" } },
    ]);
  });

  test("runs a slow function again with the newest value only", async () => {
    const { cell } = await page.shown(
      "const runs: number[] = []; let go = () => {}; interact(async ({ n }) => { runs.push(n); await new Promise<void>((r) => { go = r }); return n }, { n: [0, 10] })",
    );
    const control = idOf(cell.published, "IntSlider");
    for (const value of [6, 7, 8, 9]) await page.update(control, { value });
    await kernel.run("go(); await sleep(10); go(); await sleep(10)");
    expect((await kernel.run("runs.join()")).value).toBe("'5,9'");
  });
});

test("a page that is reloaded gets all open widgets with their bytes, and no closed one", async () => {
  const { id } = await page.shown("const lasting = image(new Uint8Array([9, 8])); lasting");
  const { id: gone } = await page.shown("const passing = slider(1); passing");
  await kernel.run("passing.close()");
  const opened = await kernel.send(
    "comm_open",
    {
      comm_id: "control",
      target_name: "jupyter.widget.control",
      data: {},
    },
    { metadata: { version: "1.0.0" } },
  );
  await opened.idle;
  const published = await page.post("control", { method: "request_states" });
  const [{ content, buffers }] = published.filter(({ type }) => type === "comm_msg") as [Received];
  const { method, states, buffer_paths } = content.data;
  expect(method).toBe("update_states");
  expect(states[id]).toMatchObject({
    model_name: "ImageModel",
    model_module: "@jupyter-widgets/controls",
    model_module_version: "2.0.0",
    state: { format: "png" },
  });
  const place = buffer_paths.findIndex((path: string[]) => path.join() === `${id},state,value`);
  expect(buffers[place]).toBe(Buffer.from([9, 8]).toString("base64"));
  expect(Object.keys(states)).not.toContain(gone);
  const { comms } = await kernel.ask("comm_info_request", { target_name: "jupyter.widget" });
  expect(Object.keys(comms).sort()).toEqual(Object.keys(states).sort());
});

describe("anyWidget", () => {
  test("shares its state and messages with bytes with a front end of its own", async () => {
    const { cell, id } = await page.shown(`
      const counter = anyWidget({ state: { count: 1, name: "a" }, css: "b { color: red }",
        esm: "export default { render({ model, el }: { model: any; el: any }) { el.textContent = model.get('count') } }" });
      counter.on("change:count", (count) => console.log("count", count));
      counter.on("message", (content, buffers) => { console.log(content, buffers[0]); counter.send("pong", buffers) });
      counter`);
    const state = stateIn(cell.published, id);
    expect(state).toMatchObject({ count: 1, name: "a", _css: "b { color: red }" });
    expect(state._esm).not.toContain(": any");
    await page.update(id, { count: 2 });
    await page.post(id, { method: "custom", content: { ping: 1 } }, ["AQI="]);
    expect(cell.published.filter(({ type }) => type === "comm_msg").at(-1)).toMatchObject({
      content: { data: { method: "custom", content: "pong" } },
      buffers: ["AQI="],
    });
    await until(() => printed(cell).includes("ping"));
    expect(printed(cell)).toBe("count 2\n{ ping: 1 } Uint8Array(2) [ 1, 2 ]\n");
    const { published } = await kernel.run("counter.state.count += 10; counter.value");
    expect(stateIn(published, id)).toEqual({ count: 12 });
    expect(published.at(-2)!.content.data["text/plain"]).toBe("{ count: 12, name: 'a' }");
  });

  test("loads its front end from a TypeScript file, anew whenever that is saved", async () => {
    const write = (text: string) =>
      writeFileSync(
        join(folder, "front.ts"),
        `const text: string = "${text}"; export default { render: ({ el }) => { el.textContent = text } }`,
      );
    write("first");
    const { cell, id } = await page.shown(
      "const hot = anyWidget({ esm: 'front.ts', state: {} }); hot",
    );
    expect(stateIn(cell.published, id)._esm).toContain('text = "first"');
    write("second");
    await until(() => stateIn(cell.published, id)._esm.includes('"second"'));
    expect(stateIn(cell.published, id)._esm).toContain('text = "second"');
  });
});
