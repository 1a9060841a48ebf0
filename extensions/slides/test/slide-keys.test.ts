import { expect, test } from "@jest/globals";
import { slideAct } from "../src/slide-keys.js";

/** A key with those that are held, such as `Control+Enter`. */
function act(pressed: string, { writing = false } = {}) {
  const held = pressed.split("+");
  const key = held.pop()!;
  const modifiers = {
    shiftKey: held.includes("Shift"),
    ctrlKey: held.includes("Control"),
    metaKey: held.includes("Meta"),
    altKey: held.includes("Alt"),
  };
  return slideAct({ key, ...modifiers }, { writing });
}

test("Enter with Shift, Ctrl or Cmd runs a cell, also while one writes", () => {
  for (const pressed of ["Shift+Enter", "Control+Enter", "Meta+Enter"]) {
    expect(act(pressed)).toBe("run");
    expect(act(pressed, { writing: true })).toBe("run");
  }
  expect(["Enter", "Alt+Enter"].map((pressed) => act(pressed))).toEqual([undefined, undefined]);
});

test("keys alone turn slides, and with others that are held they belong to others", () => {
  const keys = ["ArrowRight", "PageDown", "ArrowLeft", "PageUp", "Home", "End", "Escape"];
  const acts = ["next", "next", "back", "back", "first", "last", "close"];
  expect(keys.map((key) => act(key))).toEqual(acts);
  for (const held of ["Shift", "Control", "Meta", "Alt"]) {
    expect(keys.flatMap((key) => act(`${held}+${key}`) ?? [])).toEqual([]);
  }
});

test("while one writes keys are text, and Escape ends that", () => {
  expect(["ArrowLeft", "End", "x"].map((key) => act(key, { writing: true }))).toEqual(
    Array(3).fill(undefined),
  );
  expect(act("Escape", { writing: true })).toBe("leave");
});
