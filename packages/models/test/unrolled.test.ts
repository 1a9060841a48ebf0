import { beforeAll, describe, expect, test } from "@jest/globals";
import { ready } from "@rosenblatt/engine";
import { bundleOf } from "@rosenblatt/plots";
import {
  bidirectional,
  characterModel,
  dense,
  dropout,
  embedding,
  flatten,
  gru,
  lastSteps,
  lstm,
  net,
  perStep,
  unrolled,
} from "../src/index.js";

beforeAll(() => ready());

/** How many readings go from a row to a row. */
function between(model: Parameters<typeof unrolled>[0], from: number, to: number): number {
  const { readings } = unrolled(model, { steps: 4 });
  return readings.filter((each) => each.from.row === from && each.to.row === to).length;
}

describe("unrolled()", () => {
  test("has each layer at each step, and the state of a recurrent one from step to step", () => {
    const model = characterModel({ shape: [64], classes: 9, units: 4, layers: 2, dropout: 0.1 });
    const { rows, moments, svg } = unrolled(model, { steps: 4 });
    expect(rows).toEqual(["input", "embedding", "lstm", "lstm", "dense"]);
    expect(moments).toHaveLength(5 * 4);
    expect([0, 1, 2, 3].map((row) => between(model, row, row + 1))).toEqual([4, 4, 4, 4]);
    expect([0, 1, 2, 3, 4].map((row) => between(model, row, row))).toEqual([0, 0, 3, 3, 0]);
    expect(svg.match(/<path/g)).toHaveLength(16 + 6);
    expect(svg).toContain(">t − 3</text>");
    expect(bundleOf(unrolled(model))["text/plain"]).toBe(
      "input → embedding → lstm → lstm → dense, over 5 steps",
    );
  });

  test("goes on from the last step alone, where a layer gives no more", () => {
    const model = net([6, 3], lstm(4), dropout(0.2), dense(2));
    expect(unrolled(model, { steps: 4 }).moments).toHaveLength(4 + 4 + 1);
    expect([between(model, 0, 1), between(model, 1, 1), between(model, 1, 2)]).toEqual([4, 3, 1]);
  });

  test("goes both ways, and over windows", () => {
    const both = net([6, 3], bidirectional(gru(4)), dense(2));
    expect([between(both, 1, 1), between(both, 1, 2)]).toEqual([6, 2]);
    const window = net([6], embedding(9, 2), lastSteps(3), perStep(dense(9)));
    expect(between(window, 1, 2)).toBe(1 + 2 + 3 + 3);
    expect(between(window, 2, 2)).toBe(0);
  });

  test("refuses what is no chain of such layers", () => {
    expect(() => unrolled(net([6, 3], flatten(), dense(2)))).toThrow("with flatten1");
    expect(() => unrolled(net([6, 3], gru(2)), { steps: 0 })).toThrow("steps = 0");
  });
});
