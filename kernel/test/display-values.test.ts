import { inflateSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { bundleOf } from "../src/display/bundle";

type Bundle = Record<string, string>;

/** What shows a value. */
async function shown(value: unknown): Promise<Bundle> {
  return JSON.parse((await bundleOf(value)) ?? "{}");
}

/** The words of a value's HTML, without its style sheet. */
async function words(value: unknown): Promise<string> {
  const { "text/html": html = "" } = await shown(value);
  return html
    .replace(/<style>.*?<\/style>/s, "")
    .replace(/<[^>]*>/g, " ")
    .replace(/&#39;/g, "'")
    .replace(/&gt;/g, ">")
    .replace(/\s+/g, " ");
}

class Point {
  #hidden = 1;
  x: number;
  constructor(x: number) {
    this.x = x;
  }
  get length(): number {
    throw new Error(`ran a getter ${this.#hidden}`);
  }
  scale(by: number): Point {
    return new Point(this.x * by);
  }
}

describe("a small value is text alone", () => {
  test.each([
    [1, "1"],
    [true, "true"],
    [null, "null"],
    [123n, "123n"],
    ["short", "'short'"],
    [Symbol("s"), "Symbol(s)"],
    [[1, 2, 3], "[ 1, 2, 3 ]"],
    [{ a: 1, b: "x" }, "{ a: 1, b: 'x' }"],
    [/a(b)/gi, "/a(b)/gi"],
  ])("%p", async (value, text) => {
    expect(await shown(value)).toEqual({ "text/plain": text });
  });
});

describe("an object is a tree", () => {
  test("that opens without a script, and has text for terminals", async () => {
    const bundle = await shown({ name: "net", layers: [{ size: [5, 6] }] });
    expect(bundle["text/html"]).toContain("<details");
    expect(bundle["text/html"]).not.toContain("<script");
    expect(bundle["text/plain"]).toBe("{ name: 'net', layers: [ { size: [Array] } ] }");
    expect(await words({ layers: [{ size: [5, 6] }] })).toContain("size : Array(2) [ 5 , 6 ]");
  });

  test("in which a cycle ends", async () => {
    const value: Record<string, unknown> = { deep: { deeper: {} } };
    value.self = value;
    expect(await words(value)).toContain("self : [Circular]");
  });

  test("of an instance: fields, names of accessors, which are not called, and methods", async () => {
    const text = await words(new Point(3));
    expect(text).toContain("x : 3");
    expect(text).toContain("length : accessor, not called");
    expect(text).toContain("methods: scale");
  });

  test("whose text is escaped", async () => {
    const { "text/html": html } = await shown({ "<b>": ["<script>alert(1)</script>", {}] });
    expect(html).not.toMatch(/<script|<b>/);
  });

  test("with keys that are symbols, objects as keys of maps, and sets", async () => {
    expect(await words({ [Symbol("mark")]: {} })).toContain("[Symbol(mark)] : {}");
    expect(await words(new Map([[{ id: 1 }, { value: 2 }]]))).toMatch(/id : 1 .*value : 2/);
    expect(await words(new Set(["a", { b: 1 }]))).toContain("b : 1");
  });
});

describe("records are a table", () => {
  const records = Array.from({ length: 240 }, (_, id) => ({
    id,
    name: `n${id}`,
    loss: 1 / (id + 1),
  }));

  test("with names and types of columns, numbers to the right, rows to unfold", async () => {
    const { "text/html": html } = await shown(records);
    expect(html).toContain('<th class="rb-right">loss<small>number</small></th>');
    expect(html).toContain('<td class="rb-right">0.500000</td>');
    expect(html!.match(/<details/g)).toHaveLength(3);
    expect(await words(records)).toMatch(/240 rows × 3 columns/);
  });

  test("also instances of a class and lists of equal length, but not nested data", async () => {
    expect(await words([new Point(1), new Point(2)])).toContain(
      "Array(2) of Point 2 rows × 1 columns",
    );
    expect(
      await words([
        [1, 2, 3],
        [4, 5, 6],
      ]),
    ).toContain("2 rows × 3 columns");
    expect(await words([{ a: { b: 1 } }, { a: { b: 2 } }])).not.toContain("rows");
  });
});

describe("numbers and bytes", () => {
  test("show range, mean, distribution, and what is not a number", async () => {
    const text = await words(Float32Array.from([...Array(20).keys(), Number.NaN]));
    expect(text).toMatch(/Float32Array\(21\) min 0 max 19 mean 9.5 NaN 1/);
    expect((await shown(new Float64Array(20).map((_, i) => i)))["text/html"]).toContain("<svg");
    expect(await words(Array.from({ length: 60 }, (_, i) => i))).toContain(
      "Array(60) min 0 max 59",
    );
  });

  test("are dumped as bytes where that is what they are", async () => {
    expect(await words(Buffer.from("Hello"))).toMatch(/Buffer, 5 bytes .*48 65 6c 6c 6f Hello/);
    expect(await words(new ArrayBuffer(3))).toContain("ArrayBuffer, 3 bytes");
  });
});

describe("other kinds", () => {
  test("a tensor of TensorFlow.js has its type, its shape, and the figures of its numbers", async () => {
    const tf = require("@tensorflow/tfjs-core");
    require("@tensorflow/tfjs-backend-cpu");
    tf.env().set("PROD", true);
    const small = tf.tensor2d([
      [1, 2],
      [3, 4],
    ]);
    expect((await shown(small))["text/plain"]).toMatch(/Tensor float32 \[2, 2\]\n.*\[\[1, 2\],/);
    expect(await words(tf.range(0, 100))).toMatch(/Tensor float32 \[100\] min 0 max 99 mean 49.5/);
    small.dispose();
    expect((await shown(small))["text/plain"]).toBe("Tensor float32 [2, 2], disposed");
  });

  test("a function has its signature and its source", async () => {
    const text = await words(function train(data: unknown, { epochs = 3 } = {}) {
      return [data, epochs];
    });
    expect(text).toMatch(/ƒ train\(data, \{ ?epochs ?= ?3 ?\} = \{\}\).*return/);
    expect(await words(Point)).toMatch(/class Point.*methods: scale/);
  });

  test("an error has its causes and its errors", async () => {
    const cause = Object.assign(new TypeError("inner"), { code: "E_FULL" });
    const error = new AggregateError([new RangeError("one of them")], "outer", { cause });
    const text = await words(error);
    expect(text).toMatch(
      /AggregateError: outer.*RangeError: one of them.*caused by TypeError: inner/,
    );
    expect(text).toContain("code : 'E_FULL'");
    expect((await shown(error))["text/plain"]).toMatch(
      /AggregateError: outer[\s\S]*TypeError: inner/,
    );
  });

  test("a promise says that it is open, and is not waited for", async () => {
    const open = new Promise(() => undefined);
    expect(await words(open)).toContain("pending; await it");
    expect((await shown(open))["text/plain"]).toContain("pending; await it");
    expect(await words(Promise.resolve(7))).toMatch(/fulfilled.*7/);
  });

  test("a date, an address, a text of several lines", async () => {
    expect(await words(new Date(0))).toMatch(/1970-01-01T00:00:00.000Z.*1970/);
    expect((await shown(new URL("https://a.example/?q=1")))["text/html"]).toContain("href");
    expect((await shown("one\ntwo\nthree"))["text/html"]).toContain("one\ntwo\nthree</pre>");
  });
});

describe("pictures", () => {
  test("bytes that begin like a picture are one", async () => {
    const png = Buffer.from("89504e470d0a1a0a00", "hex");
    expect((await shown(png))["image/png"]).toBe(png.toString("base64"));
    const gif = new Uint8Array(Buffer.from("GIF89a......"));
    expect(Object.keys(await shown(gif))).toContain("image/gif");
  });

  test("pixels become a PNG of the same pixels", async () => {
    const data = Uint8ClampedArray.from({ length: 2 * 3 * 4 }, (_, i) => i * 10);
    const { "image/png": text } = await shown({ data, width: 2, height: 3 });
    const file = Buffer.from(text!, "base64");
    expect([file.readUInt32BE(16), file.readUInt32BE(20)]).toEqual([2, 3]);
    const start = file.indexOf("IDAT") + 4;
    const lines = inflateSync(file.subarray(start, start + file.readUInt32BE(start - 8)));
    const pixels = [...lines].filter((_, i) => i % 9 > 0);
    expect(pixels).toEqual([...data]);
  });

  test("a canvas is its picture, also one that draws later", async () => {
    const bytes = Buffer.from("drawn");
    const canvas = { getContext: () => null, toBuffer: () => bytes };
    const late = { getContext: () => null, toBuffer: async () => bytes };
    const old = { getContext: () => null, toDataURL: () => `data:image/png;base64,ZHJhd24=` };
    const blob = new Blob([bytes], { type: "image/png" });
    for (const each of [canvas, late, old, blob]) {
      expect((await shown(each))["image/png"]).toBe(bytes.toString("base64"));
    }
  });
});

describe("a value of another library", () => {
  test("is shown as the element of a document that it is", async () => {
    class Element {
      get outerHTML(): string {
        return "<svg><circle/></svg>";
      }
      getAttribute(): void {}
      querySelector(): void {}
    }
    expect(await shown(new Element())).toMatchObject({ "text/html": "<svg><circle/></svg>" });
  });

  test.each([
    ["toHTML", "text/html", "<i>x</i>"],
    ["toHtml", "text/html", "<i>x</i>"],
    ["_repr_html_", "text/html", "<i>x</i>"],
    ["toMarkdown", "text/markdown", "*x*"],
    ["toSvg", "image/svg+xml", "<svg/>"],
  ])("is shown by its %s", async (name, type, content) => {
    expect(await shown({ [name]: () => content })).toMatchObject({ [type]: content });
    expect(await shown({ [name]: async () => content })).toMatchObject({ [type]: content });
  });

  test("is shown by its inspection hook", async () => {
    const value = { x: {}, [Symbol.for("nodejs.util.inspect.custom")]: () => "as it likes" };
    expect(await shown(value)).toEqual({ "text/plain": "as it likes" });
  });
});

describe("nothing in showing a value does harm", () => {
  test("a getter is not run, and neither is a trap", async () => {
    const ran: string[] = [];
    const value = Object.defineProperty({ inner: {} }, "loud", {
      enumerable: true,
      get: () => ran.push("getter"),
    });
    const trap = (name: string) => () => {
      ran.push(name);
      throw new Error(name);
    };
    const proxy = new Proxy(
      { a: 1 },
      {
        get: trap("get"),
        ownKeys: trap("ownKeys"),
        getPrototypeOf: trap("getPrototypeOf"),
        getOwnPropertyDescriptor: trap("getOwnPropertyDescriptor"),
      },
    );
    expect(await words({ value, proxy })).toContain("loud : accessor, not called");
    expect((await shown(proxy))["text/plain"]).toBe("{ a: 1 }");
    expect(ran).toEqual([]);
  });

  test("what throws is passed over", async () => {
    const hostile = {
      get [Symbol.toStringTag](): string {
        throw new Error("no tag");
      },
      toHTML() {
        throw new Error("no HTML");
      },
      inner: {},
    };
    expect(Object.keys(await shown(hostile))).toContain("text/plain");
    const revoked = Proxy.revocable({}, {});
    revoked.revoke();
    expect((await shown(revoked.proxy))["text/plain"]).toBe("<Revoked Proxy>");
    expect((await shown({ inside: revoked.proxy }))["text/html"]).toContain("Proxy");
  });
});

describe("a hostile value is shown, and is no error:", () => {
  const boom = (): never => {
    throw new Error("boom");
  };
  const traps = { get: boom, has: boom, ownKeys: boom, getPrototypeOf: boom };
  class HostileMap extends Map {
    override entries = boom;
    override get size(): number {
      return boom();
    }
  }
  class HostileList extends Array {
    static override get [Symbol.species](): ArrayConstructor {
      return boom();
    }
  }
  class HostileError extends Error {
    override get message(): string {
      return boom();
    }
  }
  test.each<[string, unknown]>([
    ["a map", new HostileMap()],
    ["a list", HostileList.from([{}, 1])],
    ["an error", new HostileError()],
    ["a proxy of a function", new Proxy(boom, { ...traps, apply: boom })],
    ["a proxy as prototype", Object.create(new Proxy({}, traps))],
    ["an inspection hook", { [Symbol.for("nodejs.util.inspect.custom")]: boom }],
    [
      "a display method that cannot be read",
      Object.defineProperty({ a: {} }, Symbol.for("Jupyter.display"), { get: boom }),
    ],
    ["a tensor", { shape: [2], dtype: "float32", dataSync: boom, toString: boom }],
    ["a canvas", { getContext: boom, toBuffer: boom }],
    ["a late canvas", { getContext: boom, toBuffer: async () => boom() }],
    ["a class name", { constructor: { name: 5 }, a: {} }],
    ["an object without prototype", Object.setPrototypeOf([{}, 1], null)],
  ])("%s", async (_what, value) => {
    const bundle = await shown(value);
    expect(bundle["text/plain"]).not.toBe("");
    expect(Object.keys(bundle).filter((type) => !type.startsWith("text/"))).toEqual([]);
  });
});

describe("what is long", () => {
  const wide = Object.fromEntries(Array.from({ length: 50_000 }, (_, i) => [`key${i}`, { i }]));
  const chain = Array.from({ length: 5_000 }).reduce<object>((inner) => ({ inner }), {});
  test.each<[string, unknown, RegExp]>([
    ["a list of a million", new Array(1e6).fill(0.5), /999,000 more numbers/],
    ["a text of fifty million", "x".repeat(5e7), /more characters/],
    ["an object of many keys", wide, /more entries/],
    ["many records", Array.from({ length: 1e5 }, (_, a) => ({ a, b: a })), /more rows/],
    ["a map of many", new Map(Array.from({ length: 1e5 }, (_, i) => [i, i])), /more entries/],
    ["long strings", Array.from({ length: 100 }, () => "x".repeat(1e5)), /more/],
    ["a map of what is wide", new Map([["wide", wide]]), /more entries/],
    ["a list with holes", Object.assign([], { 1000000: 1 }), /more entries/],
    ["objects in objects", chain, /inner/],
  ])("%s is cut, and says how to see the rest", async (_what, value, note) => {
    const text = (await bundleOf(value)) ?? "";
    expect(text.length).toBeLessThan(110_000);
    expect(JSON.parse(text)["text/html"]).toMatch(note);
  });

  test("in text too: nothing of fifty thousand keys but how many there are", async () => {
    const { "text/plain": text } = await shown(wide);
    expect(text).toMatch(/\.\.\. 49800 more properties\s*\}$/);
  });
});

describe("secrets of the environment", () => {
  const secret = "a-secret-that-nobody-sees";
  beforeAll(() => {
    process.env.SHOWN_VALUES_TOKEN = secret;
  });
  afterAll(() => {
    delete process.env.SHOWN_VALUES_TOKEN;
  });

  test("are hidden in every form but the string itself", async () => {
    const copy = { ...process.env };
    const value = copy.SHOWN_VALUES_TOKEN;
    const forms = [
      { headers: { authorization: value } },
      [
        { key: "a", value },
        { key: "b", value },
      ],
      process.env,
      { deep: [{ copy }, {}] },
      new Map(Object.entries(copy)),
      Object.entries(copy),
      [copy, copy],
      Object.assign(new Error("with the environment"), copy),
      Object.assign(() => 1, copy),
    ];
    for (const form of forms) expect(await bundleOf(form)).not.toContain(secret);
    expect((await shown(process.env.SHOWN_VALUES_TOKEN))["text/plain"]).toContain(secret);
  });
});
