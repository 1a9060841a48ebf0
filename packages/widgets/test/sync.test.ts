import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import {
  anyWidget,
  button,
  closeAll,
  dlink,
  dropdown,
  hbox,
  hold,
  html,
  link,
  number,
  play,
  slider,
  tabs,
  text,
  vbox,
} from "../src";
import { type Sent, StandInHost } from "./stand-in-host";

let host: StandInHost;
let uninstall: () => void;
beforeEach(() => {
  host = new StandInHost();
  uninstall = host.install();
});
afterEach(() => uninstall());

const updates = (sent: readonly Sent[]) =>
  sent.filter(({ type }) => type === "message").map(({ data }) => data);
const turn = () => new Promise((resolve) => setImmediate(resolve));

/** Shows a widget, and forgets what was sent for it. */
function shown<W extends { readonly id: string }>(widget: W): W {
  void widget.id;
  host.take();
  return widget;
}

describe("a widget", () => {
  test("is sent when it is first shown, after all that it holds", () => {
    const inner = slider(1);
    const outer = vbox([hbox([inner])]);
    expect(host.sent).toEqual([]);
    void outer.id;
    const opened = host.take().map(({ data }) => data.state._model_name);
    expect(opened).toEqual(["IntSliderModel", "HBoxModel", "VBoxModel"]);
  });

  test("shows itself as a view, with a line of text for terminals", () => {
    const widget = slider(3, { label: "depth" });
    const bundle = (widget as never)[Symbol.for("Jupyter.display") as never] as () => object;
    expect(bundle.call(widget)).toEqual({
      "text/plain": "IntSlider depth 3",
      "application/vnd.jupyter.widget-view+json": {
        version_major: 2,
        version_minor: 0,
        model_id: widget.id,
      },
    });
  });

  test("is closed with its layout and style, and is shown as text from then on", () => {
    const widget = shown(slider(3));
    {
      using closing = widget;
      void closing;
    }
    const closed = host.sent.filter(({ type }) => type === "close");
    expect(closed).toHaveLength(3);
    widget.value = 5;
    expect(updates(host.take())).toEqual([]);
    const bundle = (widget as never)[Symbol.for("Jupyter.display") as never] as () => object;
    expect(bundle.call(widget)).toEqual({ "text/plain": "IntSlider 5 (closed)" });
  });
});

test("closeAll closes all that was shown, layouts and styles included", () => {
  shown(vbox([slider(1)]));
  const opened = new Set(host.sent.filter(({ type }) => type === "open").map(({ id }) => id));
  closeAll();
  const closed = host.sent.filter(({ type }) => type === "close").map(({ id }) => id);
  expect(closed.filter((id) => opened.has(id)).sort()).toEqual([...opened].sort());
});

describe("a change in the kernel", () => {
  test("is sent at once, and those that follow in the turn together", async () => {
    const widget = shown(slider(0));
    widget.value = 1;
    expect(updates(host.take())).toEqual([
      { method: "update", state: { value: 1 }, buffer_paths: [] },
    ]);
    widget.value = 2;
    widget.description = "n";
    widget.value = 3;
    expect(host.take()).toEqual([]);
    await turn();
    expect(updates(host.take()).map(({ state }) => state)).toEqual([
      { value: 3, description: "n" },
    ]);
  });

  test("is sent together with others that set() names, and once after hold()", async () => {
    const widget = shown(slider(0));
    widget.set({ min: 100, max: 200, value: 150 });
    expect(updates(host.take()).map(({ state }) => state)).toEqual([
      { min: 100, max: 200, value: 150 },
    ]);
    hold(() => {
      hold(() => {
        widget.value = 110;
      });
      widget.value = 120;
    });
    expect(updates(host.take()).map(({ state }) => state)).toEqual([{ value: 120 }]);
    await turn();
    expect(host.take()).toEqual([]);
  });

  test("that changes nothing is not sent", () => {
    const widget = shown(vbox([]));
    widget.children = [];
    widget.classes = [];
    expect(host.take()).toEqual([]);
  });

  test("of layout and style is sent by those, given whole or in part", () => {
    const widget = shown(slider(0, { layout: { width: "50%" }, style: { handleColor: "red" } }));
    widget.layout = { height: "2em" };
    widget.layout.width = "10em";
    widget.style = { descriptionWidth: "initial" };
    const states = updates(host.sent).map(({ state }) => state);
    expect(states[0]).toEqual({ height: "2em" });
    expect(states.at(-1)).toEqual({ description_width: "initial" });
    expect([widget.layout.width, widget.style.handleColor]).toEqual(["10em", "red"]);
  });
});

describe("a change in a front end", () => {
  test("is echoed, and not sent back", () => {
    const widget = shown(slider(0));
    host.update(widget.id, { value: 7, unknown: 1 });
    expect(widget.value).toBe(7);
    expect(updates(host.take())).toEqual([
      { method: "echo_update", state: { value: 7 }, buffer_paths: [] },
    ]);
  });

  test("is not echoed when JUPYTER_WIDGETS_ECHO is off", () => {
    process.env.JUPYTER_WIDGETS_ECHO = "False";
    try {
      const widget = shown(slider(0));
      host.update(widget.id, { value: 7 });
      expect(host.take()).toEqual([]);
    } finally {
      delete process.env.JUPYTER_WIDGETS_ECHO;
    }
  });

  test("is sent back as what a listener has made of it, also when that comes last", async () => {
    const widget = shown(slider(0));
    const stop = widget.on("change", () => {
      stop();
      widget.value = 8;
      widget.value = 7;
    });
    host.update(widget.id, { value: 7 });
    await turn();
    const [echo, ...sent] = updates(host.take());
    expect(echo.method).toBe("echo_update");
    // The front end has seen 8; it has to hear of 7 again.
    expect(Object.assign({}, ...sent.map(({ state }) => state))).toEqual({ value: 7 });
  });

  test("that is not allowed is undone", () => {
    const widget = shown(slider(5, { max: 10 }));
    expect(() => host.update(widget.id, { value: 11 })).toThrow("from 0 to 10, got 11");
    expect(updates(host.take()).at(-1)).toMatchObject({ method: "update", state: { value: 5 } });
  });

  test("to a field that was emptied is undone", () => {
    const field = shown(number(0.5));
    expect(() => host.update(field.id, { value: null })).toThrow("expected a number, got null");
    expect(updates(host.take()).at(-1)).toMatchObject({ state: { value: 0.5 } });
  });

  test("of an index changes what is chosen; linked widgets follow without a loop", async () => {
    const choice = shown(dropdown({ small: 16, large: 64 }));
    const field = shown(number(0));
    link(choice, field);
    expect(field.value).toBe(16);
    host.take();
    host.update(choice.id, { index: 1 });
    expect([choice.value, field.value]).toEqual([64, 64]);
    await turn();
    expect(updates(host.take()).map(({ method, state }) => [method, state])).toEqual([
      ["echo_update", { index: 1 }],
      ["update", { value: 64 }],
    ]);
  });

  test("asking for the state is answered with all of it", () => {
    const widget = shown(slider(5));
    host.deliver(widget.id, { method: "request_state" });
    const [{ method, state }] = updates(host.take());
    expect([method, state.value, state._model_name]).toEqual(["update", 5, "IntSliderModel"]);
  });
});

describe("events", () => {
  test("tell the value and what it was, of the value and of any other property", () => {
    const seen: unknown[] = [];
    const widget = slider(1, { max: 9, onChange: (...values) => seen.push(values) });
    const stop = widget.on("change:max", (...values) => seen.push(values));
    widget.value = 2;
    widget.max = 5;
    stop();
    widget.max = 6;
    expect(seen).toEqual([
      [2, 1],
      [5, 9],
    ]);
  });

  test("can be waited for, until the widget is closed", async () => {
    const widget = shown(button("Go"));
    const clicked = widget.next();
    const named = widget.next("change:description");
    host.deliver(widget.id, { method: "custom", content: { event: "click" } });
    widget.description = "Gone";
    expect(await Promise.all([clicked, named])).toEqual([1, "Gone"]);
    const never = widget.next();
    widget.close();
    await expect(never).rejects.toThrow(
      "Cannot wait for change of Button Gone 1 (closed): it was closed",
    );
    await expect(widget.next()).rejects.toThrow("it was closed");
  });

  test("let a property follow another one, until that is ended", () => {
    const source = slider(1);
    const target = html();
    const end = dlink(source, target, { transform: (value) => `<b>${value}</b>` });
    source.value = 4;
    end();
    source.value = 5;
    expect(target.value).toBe("<b>4</b>");
    expect(() => dlink([source, "size"], target)).toThrow("Cannot link size of IntSlider 5");
  });
});

describe("values that are not allowed", () => {
  test.each<[string, () => unknown, string]>([
    [
      "beyond the bounds",
      () => slider(11, { max: 10 }),
      "expected an integer from 0 to 10, got 11",
    ],
    [
      "a fraction where integers are",
      () => {
        slider(1, { max: 10 }).value = 1.5;
      },
      "expected an integer from 0 to 10, got 1.5",
    ],
    ["NaN", () => slider(Number.NaN), "expected a number from 0 to 1, got NaN"],
    ["bounds the wrong way round", () => slider(1, { min: 5, max: 3 }), "got min 5, max 3"],
    [
      "a choice that is not there",
      () => dropdown(["a", "b"], { value: "c" as "a" }),
      "expected a, b, got 'c'",
    ],
    ["no choice at all", () => dropdown([]), "expected at least one option, got none"],
    ["a page that is not there", () => tabs([html()], { selectedIndex: 2 }), "from 0 to 0, got 2"],
    [
      "another type",
      () => text(5 as never),
      "Cannot set value of Text: expected a string, got number 5",
    ],
    [
      "a property that is not there",
      () => text("", { size: 5 } as never),
      "Cannot set size of Text: expected one of tooltip,",
    ],
    [
      "a state that hides what all widgets have",
      () => anyWidget({ esm: "", state: { layout: 1 } }),
      "Cannot call a part of the state layout: that name is taken",
    ],
    [
      "a front end with an error",
      () => anyWidget({ esm: "export default {", state: {} }),
      "Cannot build the front end: ",
    ],
    [
      "a front end that is not there",
      () => anyWidget({ esm: "./nowhere.ts", state: {} }),
      "nowhere.ts, got none",
    ],
  ])("are refused with a sentence: %s", (_, make, message) => {
    expect(make).toThrow(message);
  });

  test("follow the bounds when those are drawn in", () => {
    const widget = slider(80);
    widget.max = 50;
    expect(widget.value).toBe(50);
    const frames = play(80);
    frames.set({ min: 90, max: 95 });
    expect(frames.value).toBe(90);
  });

  test("leave a widget as it was", () => {
    const widget = slider(5, { max: 10 });
    expect(() => widget.set({ min: 3, value: 1 })).toThrow(RangeError);
    expect([widget.min, widget.value]).toEqual([0, 5]);
  });
});

test("choices keep what is chosen when their options change and still have it", () => {
  const choice = dropdown(["a", "b", "c"], { value: "b" });
  choice.options = ["b", "c"] as never;
  expect([choice.value, choice.index, choice.optionsLabels]).toEqual(["b", 0, ["b", "c"]]);
  choice.options = ["c"] as never;
  expect([choice.value, choice.index]).toEqual(["c", 0]);
});
