import { expect, test } from "@jest/globals";
import { KeptView } from "../src/view/kept-view";

const chosen = {
  ...{ tab: "compare", open: ["stage1"], measure: "time", selected: "box-3", example: 5 },
} as const;

test("a view is taken up as it was kept", () => {
  expect(new KeptView(JSON.parse(JSON.stringify(chosen))).state).toEqual(chosen);
  expect(new KeptView({ example: null }).state).toEqual({ example: null });
});

test("what is not known in what was kept is left out, and the rest is taken up", () => {
  for (const nothing of [undefined, null, "time", [chosen]]) {
    expect(new KeptView(nothing).state).toEqual({});
  }
  const wrong = { tab: "songs", open: [1], measure: "toString", selected: 3, example: -1, zoom: 2 };
  expect(new KeptView(wrong).state).toEqual({});
  expect(new KeptView({ ...wrong, tab: "compare" }).state).toEqual({ tab: "compare" });
});

test("whoever listens hears of each change, until they stop", () => {
  const view = new KeptView(chosen);
  const heard: unknown[] = [];
  const stop = view.subscribe(() => heard.push(view.state));
  view.change({ tab: "network" });
  view.change({ example: null });
  stop();
  view.change({ tab: "compare" });
  expect(heard).toEqual([
    { ...chosen, tab: "network" },
    { ...chosen, tab: "network", example: null },
  ]);
});
