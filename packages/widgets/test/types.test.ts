import { expect, test } from "@jest/globals";
import {
  anyWidget,
  button,
  checkbox,
  dropdown,
  type FrontEnd,
  interact,
  selectMultiple,
  slider,
  text,
} from "../src";

type Same<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? [] : [never];

/** Holds, for the compiler, that a value has exactly a type. */
function is<T>() {
  return <V>(_value: V, ..._proof: Same<T, V>): void => undefined;
}

test("values, choices and events are typed", () => {
  is<number>()(slider(1).value);
  is<string>()(text().value);
  is<"sgd" | "adam">()(dropdown(["sgd", "adam"]).value);
  is<16 | 64>()(dropdown({ small: 16, large: 64 }).value);
  is<readonly (1 | 2)[]>()(selectMultiple([1, 2]).value);
  const amount = slider(1);
  amount.on("change", (value) => is<number>()(value));
  amount.on("change:orientation", (value) => is<"horizontal" | "vertical">()(value));
  is<Promise<number>>()(button("Go").next());
  // @ts-expect-error - a slider's value is a number
  expect(() => slider("1")).toThrow();
  // @ts-expect-error - a slider has no rows
  expect(() => slider(1, { rows: 2 })).toThrow("Cannot set rows of IntSlider");
  // @ts-expect-error - it has no such event
  amount.on("change:rows", () => undefined);
  // @ts-expect-error - widths are CSS
  expect(() => slider(1, { layout: { width: 50 } })).not.toThrow();
});

test("a function's parameters are typed by their controls", () => {
  const kinds = { x: slider(0.5), kind: ["a", "b"], n: [0, 10], on: true, name: "lr" } as const;
  const { values, controls } = interact(({ x, kind, n, on, name }) => {
    is<number>()(x);
    is<"a" | "b">()(kind);
    is<number>()(n);
    is<boolean>()(on);
    is<string>()(name);
  }, kinds);
  is<"a" | "b">()(values.kind);
  is<boolean>()(controls.on.value);
  const { controls: own } = interact(({ agreed }) => is<boolean>()(agreed), { agreed: checkbox() });
  is<boolean>()(own.agreed.indent);
  expect(values).toEqual({ x: 0.5, kind: "a", n: 5, on: true, name: "lr" });
});

test("a widget's state and front end are typed", () => {
  const counter = anyWidget({ esm: "export default {}", state: { count: 0 } });
  is<number>()(counter.state.count);
  counter.on("change:count", (count) => is<number>()(count));
  counter.on("change", ({ count }) => is<number>()(count));
  // @ts-expect-error - the state has no such part
  counter.on("change:total", () => undefined);
  const front: FrontEnd<{ count: number }> = {
    render({ model, el }) {
      is<number>()(model.get("count"));
      // @ts-expect-error - the state has no such part
      el.textContent = model.get("total");
    },
  };
  counter.state.count = 3;
  counter.value = { count: counter.value.count + 1 };
  expect([counter.state, front.render]).toEqual([{ count: 4 }, expect.any(Function)]);
});
