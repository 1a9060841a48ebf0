import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type CellResult, KernelClient } from "./kernel-client";
import { printed } from "./until";

let kernel: KernelClient;

beforeAll(async () => {
  kernel = await KernelClient.start({ environment: { SHOWN_SECRET: "nobody-sees-this" } });
});
afterAll(() => kernel.stop());

const png = "iVBORw0KGgo=";

/** What a cell that calls one helper shows. */
async function shown(code: string): Promise<CellResult["published"][number]["content"]> {
  const result = await kernel.run(code);
  expect(result.of("error")).toEqual([]);
  expect(result.of("execute_result")).toEqual([]);
  const displays = result.of("display_data");
  expect(displays).toHaveLength(1);
  return displays[0]!;
}

describe("a helper", () => {
  test.each([
    ["html", "'<b>bold</b> &amp; <i>more</i>'", "text/html", "bold & more"],
    ["svg", "'<svg><title>A bar</title></svg>'", "image/svg+xml", "[SVG: A bar]"],
    ["markdown", "'**bold**'", "text/markdown", "**bold**"],
    ["latex", "'$x^2$'", "text/latex", "$x^2$"],
    ["javascript", "'1 + 1'", "application/javascript", "[JavaScript for the browser"],
    ["vega", "({ title: 'bars' })", "application/vnd.vega.v5+json", "[Vega chart: bars]"],
    ["vegaLite", "({ mark: 'bar' })", "application/vnd.vegalite.v5+json", "[Vega-Lite chart]"],
    ["plotly", "([{ y: [1] }])", "application/vnd.plotly.v1+json", "[Plotly chart]"],
    ["json", "({ a: 1n })", "application/json", "{ a: 1n }"],
    ["png", "Buffer.from('x')", "image/png", "[image/png, 1 bytes]"],
    ["jpeg", "Buffer.from('x')", "image/jpeg", "[image/jpeg"],
    ["gif", "Buffer.from('x')", "image/gif", "[image/gif"],
    ["webp", "new Uint8Array(3)", "image/webp", "[image/webp"],
    ["pdf", "Buffer.from('%PDF-1.7')", "application/pdf", "[application/pdf"],
    ["audio", "Buffer.from('RIFF....WAVE')", "text/html", "[audio/wav"],
    ["video", "Buffer.from('....ftypisom')", "text/html", "[video/mp4"],
    ["table", "({ x: [1, 2], y: ['a', 'b'] })", "text/html", "   x  y\n0  1  a\n1  2  b"],
    ["tree", "({ a: [1, { b: 2 }] })", "text/html", "{ a: [ 1, { b: 2 } ] }"],
    [
      "geojson",
      "({ type: 'Point', coordinates: [4, 50] })",
      "application/geo+json",
      "[GeoJSON Point",
    ],
  ])("%s shows its kind at once, with text for terminals", async (name, content, type, text) => {
    const { data } = await shown(`display.${name}(${content})`);
    expect(Object.keys(data)).toContain(type);
    expect(data["text/plain"]).toContain(text);
  });

  test("audio takes samples too", async () => {
    const { data } = await shown("display.audio(new Float32Array([0, 1, -1]), { rate: 8000 })");
    const file = Buffer.from(/base64,([^"]*)/.exec(data["text/html"])![1]!, "base64");
    expect([file.readUInt32LE(24), file.length]).toEqual([8000, 50]);
    expect([0, 1, 2].map((i) => file.readInt16LE(44 + 2 * i))).toEqual([0, 32767, -32767]);
  });

  test("json of a cycle is an error that names the cure", async () => {
    const result = await kernel.run("const ring: any = {}; ring.self = ring; display.json(ring)");
    expect(result.traceback).toMatch(/Cannot show JSON: .*; use display.tree/);
  });

  test("text and mime show what they are given", async () => {
    expect((await shown("display.text('plain')")).data).toEqual({ "text/plain": "plain" });
    const code =
      "display.mime({ 'text/html': 'h', 'text/plain': 'p' }, { metadata: { 'text/html': { isolated: true } } })";
    expect(await shown(code)).toMatchObject({
      data: { "text/html": "h", "text/plain": "p" },
      metadata: { "text/html": { isolated: true } },
    });
  });

  test("passes metadata on under its MIME type", async () => {
    const image = await shown(
      `display.image("data:image/png;base64,${png}", { width: 30, height: 20 })`,
    );
    expect(image).toMatchObject({
      data: { "image/png": png },
      metadata: { "image/png": { width: 30, height: 20 } },
    });
    const json = await shown("display.json([1], { expanded: true, root: 'data' })");
    expect(json.metadata).toEqual({ "application/json": { expanded: true, root: "data" } });
  });

  test("a picture that is denser than a page is shown at the size that it says", async () => {
    // The signature, the header of 300 × 150 pixels, and 5,669 pixels a metre in both directions.
    const header = "89504e470d0a1a0a0000000d494844520000012c000000960802000000ffffffff";
    const density = "0000000970485973000016250000162501495224f0";
    const bytes = (hex: string) => `Buffer.from("${hex}", "hex")`;
    const { metadata } = await shown(`display.png(${bytes(header + density)})`);
    expect(metadata).toEqual({ "image/png": { width: 200, height: 100 } });
    const plain = await shown(`display.png(${bytes(header + "00".repeat(30))})`);
    expect(plain.metadata).toEqual({});
    const result = await kernel.run(`({
      [Symbol.for("Jupyter.display")]: () => ({ "image/png": ${bytes(header + density)}.toString("base64") }),
    })`);
    expect(result.of("execute_result")[0]!.metadata).toEqual(metadata);
  });

  test("image takes bytes, a path, a data address, and an address for the browser", async () => {
    writeFileSync(join(kernel.folder, "dot.png"), Buffer.from(png, "base64"));
    writeFileSync(join(kernel.folder, "dot.svg"), "<svg/>");
    for (const source of [`Buffer.from("${png}", "base64")`, "'dot.png'"]) {
      expect((await shown(`display.image(${source})`)).data["image/png"]).toBe(png);
    }
    expect((await shown("display.image('dot.svg')")).data["image/svg+xml"]).toBe("<svg/>");
    const { data } = await shown("display.image('https://a.example/b.png?c=1&d=2')");
    expect(data["text/html"]).toContain('src="https://a.example/b.png?c=1&amp;d=2"');
    const failed = await kernel.run("display.image(Buffer.from('no picture'))");
    expect(failed.traceback).toMatch(/Cannot show this: expected a picture.*type: "image\/png"/);
  });

  test("geojson is also a drawing, for front ends without a map", async () => {
    const code =
      "display.geojson({ type: 'Polygon', coordinates: [[[4, 50], [6, 50], [5, 51], [4, 50]]] })";
    expect((await shown(code)).data["text/html"]).toMatch(/<svg[\s\S]*<path d="M0 /);
  });

  test("full shows all of a value", async () => {
    const { data } = await shown("display.full(Array.from({ length: 3000 }, (_, i) => i))");
    expect(data["text/plain"]).toMatch(/2999\s*\]$/);
    expect(data["text/html"]).toMatch(/ 2999/);
    expect(data["text/html"]).not.toMatch(/more numbers/);
  });
});

test("display completes its functions, and each is documented", async () => {
  const code = "display.vegaL";
  const answer = await kernel.ask("complete_request", { code, cursor_pos: code.length });
  expect(answer.matches).toEqual(["vegaLite"]);
  const question = { code: "display.table", cursor_pos: 12, detail_level: 0 };
  const { data } = await kernel.ask("inspect_request", question);
  expect(data["text/plain"]).toMatch(/Handle<object>[\s\S]*rows as a table/);
});

test("undefined is shown when that is asked for", async () => {
  expect((await shown("display(undefined)")).data).toEqual({ "text/plain": "undefined" });
});

test("a list of ten million numbers and a text of fifty million characters are bounded", async () => {
  for (const code of ["new Float32Array(1e7)", "new Array(1e7).fill(0.5)", "'x'.repeat(5e7)"]) {
    const [result] = (await kernel.run(code)).of("execute_result");
    expect(JSON.stringify(result!.data).length).toBeLessThan(110_000);
    expect(result!.data["text/html"]).toMatch(/more (numbers|characters); display.full/);
  }
});

describe("a display's handle", () => {
  test("updates and clears it, from later cells too, and shows nothing itself", async () => {
    const first = await kernel.run("const bar = display.html('<p>0</p>'); bar");
    expect(first.of("execute_result")).toEqual([]);
    const id = first.of("display_data")[0]!.transient.display_id;
    const later = await kernel.run("bar.update('<p>1</p>'); bar.clear(); bar.id");
    expect(later.value).toBe(`'${id}'`);
    expect(later.of("update_display_data")).toMatchObject([
      { data: { "text/html": "<p>1</p>" }, transient: { display_id: id } },
      { data: { "text/plain": "" }, transient: { display_id: id } },
    ]);
  });

  test("of any value too", async () => {
    const result = await kernel.run("display([1, 2], { id: 'mine' }).update({ a: 1 }); undefined");
    expect(result.of("update_display_data")).toMatchObject([
      { data: { "text/plain": "{ a: 1 }" }, transient: { display_id: "mine" } },
    ]);
  });
});

test("clear asks the front end to take the output away, at once or with the next", async () => {
  const result = await kernel.run("display.clear(); display.clear({ wait: true })");
  expect(result.of("clear_output")).toEqual([{ wait: false }, { wait: true }]);
});

test("a cell waits for what it shows late", async () => {
  const code =
    "display({ [Symbol.for('Jupyter.display')]: () => new Promise((show) => setTimeout(show, 100, { 'text/plain': 'late' })) }); undefined";
  const { published } = await kernel.run(code);
  const kinds = published.map(({ type, content }) => content.execution_state ?? type);
  expect(kinds).toEqual(["busy", "execute_input", "display_data", "idle"]);
});

test("a trap without end is interrupted like any code", async () => {
  const cell = await kernel.cell(
    "({ [Symbol.for('Jupyter.display')]() { console.log('in'); for (;;); } })",
  );
  await printed(cell);
  await kernel.interrupt();
  expect(await cell.reply).toMatchObject({ status: "error", ename: "KeyboardInterrupt" });
  expect((await kernel.run("1 + 1")).value).toBe("2");
});

describe("secrets of the environment", () => {
  test("are hidden wherever an object with them is shown or printed", async () => {
    const { published } = await kernel.run(`
      const copy = { ...process.env };
      console.log(process.env); console.table(copy); console.dir({ copy }); console.error("%o", [copy]);
      console.log(require("util").inspect(process.env), require("node:util").format("%j %o", 1, copy));
      display(process.env); display.json(copy); display.tree(copy); display.table([copy, copy]); display.full({ copy });
      ({ copy })`);
    const all = JSON.stringify(published);
    expect(all).toContain("SHOWN_SECRET");
    expect(all).not.toContain("nobody-sees-this");
  });

  test("are shown on purpose, as the string that they are", async () => {
    const result = await kernel.run(
      "console.log(process.env.SHOWN_SECRET); process.env.SHOWN_SECRET",
    );
    expect(result.text()).toBe("nobody-sees-this\n");
    expect(result.value).toBe("'nobody-sees-this'");
  });
});
