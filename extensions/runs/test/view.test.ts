import { expect, test } from "@jest/globals";
import { RunList } from "../src/model/run-list.js";
import { View } from "../src/model/view.js";

/** A store that answers when it is told to. */
function store(kept: unknown) {
  const saved: Record<string, unknown>[] = [];
  let answer = () => {};
  const answered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const states = {
    fetch: () => answered.then(() => kept),
    save: async (_: string, state: Record<string, unknown>) => void saved.push(state),
  };
  return { states: states as never, saved, answer };
}

test("of a kept view each part that is what it should be is taken up, and no other", async () => {
  const { states, answer } = store({
    ...{ selected: "a", compared: [{ id: "a", color: -1 }], smoothing: 1, logarithmic: "yes" },
    ...{ axis: "epochs", hidden: 3, surprise: true },
  });
  const view = new View(new RunList(), states);
  answer();
  await view.restore({ smoothing: 0.2 });
  expect(view.state).toEqual({
    ...{ selected: "a", compared: [], smoothing: 0.2, logarithmic: false },
    ...{ axis: "epochs", hidden: ["learningRate"] },
  });
});

test("what is kept is nothing of a view, or cannot be read: the view is as at first", async () => {
  for (const kept of [undefined, null, "view", [1], Promise.reject(new Error("broken"))]) {
    const { states, answer } = store(kept);
    const view = new View(new RunList(), states);
    const { state } = view;
    answer();
    await view.restore({});
    expect(view.state).toEqual(state);
  }
});

test("changes from before the view is restored are laid over what was kept, and kept with it", async () => {
  const { states, saved, answer } = store({
    ...{ compared: [{ id: "a", color: 0 }], hidden: ["loss"], smoothing: 0.1 },
  });
  const view = new View(new RunList(), states);
  const restored = view.restore({});
  view.compare("b", true);
  view.showMeasure("accuracy", false);
  view.change({ logarithmic: true });
  expect(view.state.logarithmic).toBe(true);
  expect(saved).toEqual([]);
  answer();
  await restored;
  const compared = [
    { id: "a", color: 0 },
    { id: "b", color: 1 },
  ];
  expect(view.state).toMatchObject({ compared, logarithmic: true, smoothing: 0.1 });
  expect(view.state.hidden).toEqual(["loss", "accuracy"]);
  view.change({ axis: "epochs" });
  expect(saved.map(({ axis }) => axis)).toEqual(["steps", "epochs"]);
  expect(saved[1]).toEqual(view.state);
});
