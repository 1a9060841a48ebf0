import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import * as widgets from "../src";
import { StandInHost } from "./stand-in-host";

type State = Record<string, unknown>;

const host = new StandInHost();
let uninstall: () => void;
beforeAll(() => {
  uninstall = host.install();
});
afterAll(() => uninstall());

// Made by models.py from ipywidgets' own models.
const reference: Record<string, State> = JSON.parse(
  readFileSync(join(__dirname, "fixtures", "models.json"), "utf8"),
);

const number = widgets.number();
/** One widget of each model, and the properties in which it is made to differ. */
const made: readonly [model: string, widget: () => { readonly id: string }, given?: State][] = [
  ["IntSlider", () => widgets.slider(0)],
  ["FloatSlider", () => widgets.slider(0.5, { max: 100 }), { value: 0.5, step: 1 }],
  ["IntRangeSlider", () => widgets.rangeSlider([25, 75])],
  [
    "FloatRangeSlider",
    () => widgets.rangeSlider([2.5, 7.5], { max: 10 }),
    { value: [2.5, 7.5], max: 10 },
  ],
  ["FloatLogSlider", () => widgets.logSlider(1)],
  ["IntText", () => widgets.number()],
  ["FloatText", () => widgets.number(0.5), { value: 0.5 }],
  ["BoundedIntText", () => widgets.number(0, { min: 0, max: 100 })],
  ["BoundedFloatText", () => widgets.number(0.5, { min: 0, max: 100 }), { value: 0.5 }],
  ["Text", () => widgets.text()],
  ["Textarea", () => widgets.textarea()],
  ["Password", () => widgets.password()],
  ["Combobox", () => widgets.combobox([])],
  ["HTML", () => widgets.html()],
  ["HTMLMath", () => widgets.htmlMath()],
  ["Label", () => widgets.label()],
  ["Checkbox", () => widgets.checkbox()],
  ["ToggleButton", () => widgets.toggle()],
  ["Valid", () => widgets.valid()],
  ["Button", () => widgets.button()],
  ["FloatProgress", () => widgets.progress(0, { max: 100 })],
  ["Play", () => widgets.play()],
  ["ColorPicker", () => widgets.colorPicker()],
  ["DatePicker", () => widgets.datePicker()],
  ["FileUpload", () => widgets.fileUpload()],
  ["Image", () => widgets.image(new Uint8Array())],
  ["Audio", () => widgets.audio(new Uint8Array())],
  ["Video", () => widgets.video(new Uint8Array())],
  ["Dropdown", () => widgets.dropdown(["a", "b"]), { index: 0, _options_labels: ["a", "b"] }],
  ["Select", () => widgets.select(["a", "b"]), { index: 0, _options_labels: ["a", "b"] }],
  ["SelectMultiple", () => widgets.selectMultiple(["a", "b"]), { _options_labels: ["a", "b"] }],
  ["RadioButtons", () => widgets.radio(["a", "b"]), { index: 0, _options_labels: ["a", "b"] }],
  [
    "ToggleButtons",
    () => widgets.toggleButtons(["a", "b"]),
    { index: 0, _options_labels: ["a", "b"] },
  ],
  ["SelectionSlider", () => widgets.choiceSlider(["a", "b"])],
  ["HBox", () => widgets.hbox()],
  ["VBox", () => widgets.vbox()],
  ["GridBox", () => widgets.grid()],
  ["Tab", () => widgets.tabs([])],
  ["Accordion", () => widgets.accordion([])],
  ["Stack", () => widgets.stack([])],
  ["Output", () => widgets.output()],
  ["Link", () => widgets.jslink(number, number)],
  ["DirectionalLink", () => widgets.jsdlink(number, number)],
  ["Any", () => widgets.anyWidget({ esm: "export default {}", state: {} })],
];

test.each(made)("%s opens with the keys and defaults of ipywidgets", (model, make, given = {}) => {
  const { id } = make();
  const opened = host.sent.filter(({ type, id: of }) => type === "open" && of === id);
  expect(opened).toHaveLength(1);
  const [{ data, metadata }] = opened;
  expect(metadata).toEqual({ version: "2.1.0" });
  expect(data.target).toBe("jupyter.widget");
  expect(named(withBuffers(data))).toEqual({ ...reference[`${model}Model`], ...given });
});

test("layouts and styles open with the keys and defaults of ipywidgets", () => {
  for (const [, make] of made) void make().id;
  const parts = host.sent.map(({ data }) => data.state ?? {}).filter(isPart);
  const names = new Set(parts.map(({ _model_name }) => _model_name));
  const known = Object.keys(reference).filter((name) => /(Layout|Style)Model$/.test(name));
  expect([...names].sort()).toEqual(known.sort());
  for (const part of parts) expect(part).toEqual(reference[part._model_name]);
});

function isPart({ _model_name = "" }: { _model_name?: string }): boolean {
  return /(Layout|Style)Model$/.test(_model_name);
}

/** The state with null where bytes belong, without what anywidget's class adds. */
function withBuffers({ state, buffer_paths }: { state: State; buffer_paths: string[][] }): State {
  const { _esm, _css, _anywidget_id, ...rest } = state;
  return { ...rest, ...Object.fromEntries(buffer_paths.map((path) => [path.join(), null])) };
}

/** References by the name of the model that they lead to. */
function named(value: unknown): unknown {
  if (typeof value === "string" && value.startsWith("IPY_MODEL_")) {
    const opened = host.sent.find(({ id }) => id === value.slice(10));
    return `IPY_MODEL_${opened?.data.state._model_name}`;
  }
  if (Array.isArray(value)) return value.map(named);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, named(item)]));
}
