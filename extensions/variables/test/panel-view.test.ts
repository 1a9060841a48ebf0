import { describe, expect, test } from "@jest/globals";
import type { IStateDB } from "@jupyterlab/statedb";
import { keptLook } from "../src/look";
import { PanelView } from "../src/panel-view";

/** What JupyterLab would keep. */
function states() {
  const kept = new Map<string, never>();
  return {
    kept,
    fetch: async (id: string) => kept.get(id),
    save: async (id: string, value: never) => kept.set(id, value),
  } satisfies Pick<IStateDB, "fetch" | "save"> & { kept: Map<string, never> };
}

describe("the panel's view", () => {
  test("is as it was after a reload", async () => {
    const db = states();
    const view = await PanelView.restored(db, { functions: false });
    view.arrange({ filter: "w", sort: "memory" });
    view.setOpen("a.ipynb", { '["box"]': 200 });
    const again = await PanelView.restored(db, { functions: true });
    expect(again.state).toEqual({
      arrangement: { filter: "w", sort: "memory", descending: false, functions: false },
      open: { "a.ipynb": { '["box"]': 200 } },
    });
  });

  test("begins anew where what was kept cannot be read", async () => {
    const db = states();
    const first = (await PanelView.restored(db, { functions: true })).state;
    expect(first.arrangement.functions).toBe(true);
    (await PanelView.restored(db, { functions: true })).arrange({ sort: "colour" as never });
    expect((await PanelView.restored(db, { functions: true })).state).toEqual(first);
  });

  test("forgets notebooks in which nothing is open, and the oldest of many", async () => {
    const view = await PanelView.restored(null, { functions: false });
    for (let index = 0; index < 25; index++) view.setOpen(`${index}.ipynb`, { '["box"]': 100 });
    view.setOpen("24.ipynb", {});
    expect(Object.keys(view.state.open)).toEqual(
      Array.from({ length: 19 }, (_, index) => `${index + 5}.ipynb`),
    );
  });
});

test("a tensor's look begins anew where what was kept cannot be read", () => {
  const look = { view: "table", slice: { rows: 0, columns: 2, at: [0, 7, 0] } };
  expect(keptLook(look)).toEqual(look);
  expect(keptLook({ ...look, slice: { rows: 0 } })).toEqual({});
  expect(keptLook(undefined)).toEqual({});
});
