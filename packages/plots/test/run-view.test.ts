import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { type Figure, plotlyMime, type RunEvent, runView } from "../src/index.js";

const key = Symbol.for("rosenblatt.kernel");
const host = globalThis as Record<symbol, unknown>;

function event(part: Partial<RunEvent>): RunEvent {
  const start = { epoch: 0, epochs: 2, step: 0, steps: 10, logs: {}, phase: "step" } as const;
  const times = { elapsed: 1000, waiting: 0, eta: 3000 };
  return { ...start, ...times, gear: "traced", status: "running", ...part };
}

function drawn(bundle: Record<string, unknown>): Pick<Figure, "data" | "layout"> {
  return bundle[plotlyMime] as Pick<Figure, "data" | "layout">;
}

describe("the bundle of runView()", () => {
  test("has the loss and each metric on its own axes, train beside validation", () => {
    const view = runView();
    view.event(event({ step: 4, logs: { loss: 2, accuracy: 0.5 } }));
    view.event(
      event({
        step: 9,
        phase: "epoch",
        logs: { loss: 1, accuracy: 0.6, valLoss: 1.5, valAccuracy: 0.55 },
      }),
    );
    const { data, layout } = drawn(view.bundle());
    const curve = (name: string, yaxis: string) =>
      data.find((trace) => trace.name === name && trace.yaxis === yaxis);
    expect(curve("train, each step", "y")).toMatchObject({ x: [0.5], y: [2] });
    expect(curve("train", "y")).toMatchObject({ x: [1], y: [1] });
    expect(curve("validation", "y")).toMatchObject({ x: [1], y: [1.5] });
    expect(curve("validation", "y2")).toMatchObject({ x: [1], y: [0.55] });
    expect(layout.yaxis).toMatchObject({ title: { text: "loss" } });
    expect(layout.yaxis2).toMatchObject({ title: { text: "accuracy" } });
    expect(layout.xaxis).toMatchObject({ range: [0, 2] });
  });

  test("stays small however long the run, and keeps the mean of what it averages", () => {
    const view = runView();
    for (let step = 0; step < 100_000; step += 1) {
      view.event(event({ step, steps: 100_000, logs: { loss: step % 2 } }));
    }
    const [steps] = drawn(view.bundle()).data;
    const ys = steps?.y as number[];
    const xs = steps?.x as number[];
    expect(ys.length).toBeLessThanOrEqual(401);
    expect(ys.length).toBeGreaterThan(150);
    expect(ys.slice(0, -1).every((y) => y === 0.5)).toBe(true);
    expect(xs.every((x, i) => i === 0 || x > xs[i - 1]!)).toBe(true);
    expect(xs.at(-1)).toBeGreaterThan(0.99);
    expect(JSON.stringify(view.bundle()).length).toBeLessThan(30_000);
  });

  test("says how much of the time it waited for data, from more than one per cent on", () => {
    const text = (waiting: number, status: RunEvent["status"] = "running") => {
      const view = runView();
      view.event(event({ waiting, status }));
      return view.bundle()["text/plain"];
    };
    expect(text(0.034)).toContain("1 s, data 3 %, 3 s left");
    expect(text(0.5, "finished")).toContain("in 1 s, data 50 %, traced");
    expect(text(0.01)).not.toContain("data");
  });

  test("says how far it is and how long it takes", () => {
    const view = runView();
    view.event(event({ epoch: 1, step: 4, logs: { loss: 0.123456 } }));
    const bundle = view.bundle();
    expect(bundle["text/plain"]).toContain(
      "epoch 2/2, step 5/10, 1 s, 3 s left, traced  loss 0.1235",
    );
    expect(bundle["text/html"]).toContain('aria-valuenow="75.0"');
  });

  test("says no milliseconds of a time that is still to come", () => {
    const view = runView();
    view.event(event({ eta: 340 }));
    const bundle = view.bundle();
    expect(bundle["text/plain"]).toContain("1 s, < 1 s left");
    expect(bundle["text/html"]).toContain("&lt; 1 s left");
  });

  test("says in which gear it runs, and on a line of its own why", () => {
    const view = runView();
    view.event(event({ gear: "eager", note: "In the eager gear: a < b" }));
    const bundle = view.bundle();
    expect(bundle["text/plain"]).toMatch(/3 s left, eager\nIn the eager gear: a < b$/);
    expect(bundle["text/html"]).toContain("In the eager gear: a &lt; b</div>");
  });

  test.each([
    ["finished", "finished 2 epochs in 1 s", "100.0"],
    ["stopped", "stopped in epoch 1/2, step 3/10, after 1 s", "15.0"],
    ["interrupted", "interrupted in epoch 1/2, step 3/10, after 1 s", "15.0"],
    ["failed", "failed in epoch 1/2, step 3/10, after 1 s", "15.0"],
  ] as const)("says where a run ended that %s", (status, text, percent) => {
    const view = runView();
    view.event(event({ step: 2, phase: "end", status, eta: 0 }));
    expect(view.bundle()["text/plain"]).toContain(text);
    expect(view.bundle()["text/html"]).toContain(`aria-valuenow="${percent}"`);
  });
});

describe("show() of runView()", () => {
  const sent: {
    bundle: Record<string, unknown>;
    options: { displayId: string; update: boolean };
  }[] = [];

  beforeEach(() => {
    sent.length = 0;
    host[key] = {
      display: (bundle: never, options: never) => sent.push({ bundle, options }),
    };
  });

  afterEach(() => {
    delete host[key];
  });

  test("adds a bar and curves once, patches them in place, and ends with the last state", () => {
    const view = runView();
    view.event(event({ logs: { loss: 3 } }));
    expect(sent).toHaveLength(0);
    view.show();
    view.show();
    expect(sent.map(({ options }) => options.update)).toEqual([false, false]);
    for (let step = 1; step < 10; step += 1) {
      view.event(event({ step, logs: { loss: 3 - step / 10 } }));
    }
    view.event(event({ step: 9, phase: "end", status: "finished", logs: { loss: 2.1 } }));
    const ids = new Set(sent.map(({ options }) => options.displayId));
    expect(ids.size).toBe(2);
    expect(sent.slice(2).every(({ options }) => options.update)).toBe(true);
    expect(sent.length).toBeLessThan(9);
    expect(sent.at(-2)?.bundle["text/plain"]).toContain("finished");
    expect(drawn(sent.at(-1)?.bundle ?? {}).data[0]?.y).toHaveLength(10);
  });

  test("shows a control between the two while the run goes on", () => {
    const asked: string[] = [];
    const control = () => asked.push("once") && { "text/html": "<button>" };
    const view = runView({ control });
    view.show();
    for (let step = 0; step < 10; step += 1) view.event(event({ step, logs: { loss: 1 } }));
    view.event(event({ step: 9, phase: "end", status: "stopped", logs: { loss: 1 } }));
    const [bar, middle, curves] = sent.slice(0, 3);
    expect(middle!.bundle).toEqual({ "text/html": "<button>" });
    const ids = [bar, middle, curves].map((shown) => shown!.options.displayId);
    expect(new Set(ids).size).toBe(3);
    const later = sent.slice(3).filter(({ options }) => options.displayId === ids[1]);
    expect(later.map(({ bundle }) => bundle)).toEqual([{ "text/html": "", "text/plain": "" }]);
    expect(asked).toEqual(["once"]);
  });

  test("asks for no control when the run has ended", () => {
    const view = runView({ control: () => expect("this").toBe("not called") });
    view.event(event({ step: 9, phase: "end", status: "finished", logs: { loss: 1 } }));
    view.show();
    expect(sent).toHaveLength(2);
  });
});

describe("show() of runView() in a terminal", () => {
  const { isTTY, columns } = process.stdout;
  let written = "";

  beforeEach(() => {
    written = "";
    jest.spyOn(process.stdout, "write").mockImplementation((text) => {
      written += text;
      return true;
    });
  });

  afterEach(() => {
    jest.restoreAllMocks();
    Object.assign(process.stdout, { isTTY, columns });
  });

  function train(): void {
    const view = runView();
    view.show();
    for (let step = 0; step < 10; step += 1) {
      view.event(event({ step, logs: { loss: 1 } }));
    }
    view.event(event({ step: 9, phase: "epoch", logs: { loss: 1, valLoss: 2 } }));
    view.event(event({ step: 9, phase: "end", status: "finished", logs: { loss: 1 } }));
  }

  test("prints a line for each epoch where lines cannot be rewritten", () => {
    Object.assign(process.stdout, { isTTY: false });
    train();
    expect(written).toBe(
      "epoch 1/2, step 10/10, 1 s, 3 s left, traced  loss 1 · valLoss 2\nfinished 2 epochs in 1 s, traced  loss 1\n",
    );
  });

  test.each([true, false])("prints a note once, also when lines are rewritten: %p", (tty) => {
    Object.assign(process.stdout, { isTTY: tty, columns: 60 });
    const view = runView();
    view.show();
    for (let step = 0; step < 10; step += 1) {
      view.event(event({ step, note: step > 2 ? "In the eager gear: why" : undefined }));
    }
    view.event(
      event({ step: 9, phase: "end", status: "finished", note: "In the eager gear: why" }),
    );
    expect(written.match(/In the eager gear: why\n/g)).toHaveLength(1);
  });

  test("rewrites one line within the width of the terminal", () => {
    Object.assign(process.stdout, { isTTY: true, columns: 60 });
    train();
    expect(written.match(/\n/g)).toHaveLength(1);
    expect(written.endsWith("\n")).toBe(true);
    const lines = written.trimEnd().split("\r\x1b[2K");
    expect(lines.length).toBeGreaterThanOrEqual(2);
    expect(lines.every((text) => text.length < 60)).toBe(true);
    expect(lines.at(-1)).toContain("finished 2 epochs");
  });
});
