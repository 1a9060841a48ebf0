import { availableParallelism } from "node:os";
import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { Demand } from "../src/stream/demand.js";

// A machine with one processor has none to spare.
const many = availableParallelism() > 1 ? describe : describe.skip;

many("a thread more is worth it", () => {
  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ["nextTick"] });
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  /** Steps of 10 ms, of which so many are spent waiting, until a thread is added. */
  function stepsUntil(waited: number, { demand = new Demand(), threads = 0 } = {}): number {
    for (let step = 1; step <= 10_000; step += 1) {
      jest.advanceTimersByTime(10);
      if (demand.add(waited, threads)) {
        return step;
      }
    }
    return Infinity;
  }

  test("once waiting has cost 50 ms", () => {
    expect(stepsUntil(10)).toBe(5);
    expect(stepsUntil(2)).toBe(25);
  });

  test("never when waiting is a small share of the time", () => {
    expect(stepsUntil(0.4)).toBe(Infinity);
    expect(stepsUntil(0)).toBe(Infinity);
  });

  test("never beyond the processors there are", () => {
    expect(stepsUntil(10, { threads: availableParallelism() - 1 })).toBe(Infinity);
    expect(stepsUntil(10, { threads: 8 })).toBe(Infinity);
  });

  test("again, counted from the last one", () => {
    const demand = new Demand();
    expect(stepsUntil(5, { demand })).toBe(10);
    expect(stepsUntil(5, { demand })).toBe(10);
  });
});
