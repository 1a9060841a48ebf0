import { describe, expect, test } from "@jest/globals";
import { median, percentile } from "../report/statistics.js";

describe("median", () => {
  test("is the value in the middle, in any order", () => {
    expect(median([9, 1, 5])).toBe(5);
  });

  test("is the mean of the two in the middle of an even number", () => {
    expect(median([4, 1, 3, 2])).toBe(2.5);
  });

  test("leaves its values as they are", () => {
    const values = [3, 1, 2];
    median(values);
    expect(values).toEqual([3, 1, 2]);
  });
});

describe("percentile", () => {
  test("interpolates as numpy.percentile does", () => {
    expect(percentile([10, 20, 30, 40], 95)).toBeCloseTo(38.5, 10);
    expect(percentile([1, 2, 3, 4, 5], 10)).toBeCloseTo(1.4, 10);
  });

  test("reaches the smallest and the largest value", () => {
    expect([percentile([2, 7, 4], 0), percentile([2, 7, 4], 100)]).toEqual([2, 7]);
  });

  test("refuses no values", () => {
    expect(() => percentile([], 50)).toThrow(RangeError);
  });
});
