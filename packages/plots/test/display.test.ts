import { inspect } from "node:util";
import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { bundleOf, display, displayable, line, live, show } from "../src/index.js";

const key = Symbol.for("rosenblatt.kernel");
const host = globalThis as Record<symbol, unknown>;

describe("in Rosenblatt's kernel", () => {
  const sent: { bundle: Record<string, unknown>; options: object }[] = [];

  beforeEach(() => {
    sent.length = 0;
    host[key] = {
      display: (bundle: Record<string, unknown>, options: object) => sent.push({ bundle, options }),
    };
  });

  afterEach(() => {
    delete host[key];
    jest.useRealTimers();
  });

  test("display() sends what a value shows of itself", () => {
    display(displayable({}, () => ({ "text/html": "<b>x</b>" })));
    show({ "text/markdown": "*x*" });
    display("words");
    expect(sent.map(({ bundle }) => bundle)).toEqual([
      { "text/html": "<b>x</b>" },
      { "text/markdown": "*x*" },
      { "text/plain": "words" },
    ]);
  });

  test("display() adds and patches by name", () => {
    display("one", { id: "a" });
    display("two", { id: "a", update: true });
    expect(sent.map(({ options }) => options)).toEqual([
      { displayId: "a", update: false },
      { displayId: "a", update: true },
    ]);
  });

  test("live() sends the first at once, then the newest in each interval, and the last always", () => {
    jest.useFakeTimers();
    const out = live({ interval: 250 });
    for (let i = 0; i <= 100; i += 1) {
      out.update(() => ({ "text/plain": String(i) }));
      jest.advanceTimersByTime(10);
    }
    out.update({ "text/plain": "waiting" });
    out.end({ "text/plain": "end" });
    out.end();
    jest.advanceTimersByTime(10_000);
    const texts = sent.map(({ bundle }) => bundle["text/plain"]);
    expect(texts[0]).toBe("0");
    expect(texts.at(-1)).toBe("end");
    expect(texts.length).toBeGreaterThanOrEqual(5);
    expect(texts.length).toBeLessThanOrEqual(7);
    expect(sent.map(({ options }) => (options as { update: boolean }).update)).toEqual(
      texts.map((_, i) => i > 0),
    );
  });

  test("live() sends what waits even when nothing follows", () => {
    jest.useFakeTimers();
    const out = live({ interval: 250 });
    out.update("one");
    out.update("two");
    out.update("three");
    expect(sent).toHaveLength(1);
    jest.advanceTimersByTime(250);
    expect(sent.at(-1)?.bundle).toEqual({ "text/plain": "three" });
    expect(sent).toHaveLength(2);
  });
});

describe("in Deno's kernel", () => {
  afterEach(() => {
    delete (globalThis as { Deno?: unknown }).Deno;
  });

  test("display() sends the bundle as it is, with its name", () => {
    const call = jest.fn(async (_bundle: unknown, _options: unknown) => {});
    (globalThis as { Deno?: unknown }).Deno = { jupyter: { display: call } };
    display("x", { id: "a", update: true });
    expect(call).toHaveBeenCalledWith(
      { "text/plain": "x" },
      { raw: true, display_id: "a", update: true },
    );
  });

  test("display() prints where Deno runs a plain program", () => {
    const write = jest.spyOn(process.stdout, "write").mockReturnValue(true);
    const throwing = {
      get jupyter() {
        throw new Error("only in a notebook");
      },
    };
    (globalThis as { Deno?: unknown }).Deno = throwing;
    display("x");
    expect(write).toHaveBeenCalledWith("x\n");
    write.mockRestore();
  });
});

describe("in a terminal", () => {
  test("console.log() of a value prints its text", () => {
    expect(inspect(line([1, 2], { title: "Loss" }))).toMatch(/^Loss\n/);
  });

  test("display() prints text", () => {
    const write = jest.spyOn(process.stdout, "write").mockReturnValue(true);
    display({ "text/html": "<b>1</b>", "text/plain": "1" });
    expect(write.mock.calls).toEqual([["1\n"]]);
    write.mockRestore();
  });
});

test("bundleOf() takes only plain objects of MIME types for bundles", () => {
  expect(bundleOf({ "text/plain": "a" })).toEqual({ "text/plain": "a" });
  expect(bundleOf({ a: 1 })).toEqual({ "text/plain": "{ a: 1 }" });
  expect(bundleOf({})).toEqual({ "text/plain": "{}" });
  expect(bundleOf(undefined)).toEqual({ "text/plain": "undefined" });
});
