import { describe, expect, test } from "@jest/globals";
import type { Numbers } from "../src/notebook-variables";
import { byteText, countText, numberText } from "../src/number-text";
import { likelyScale, pixelsOf, rangeOf } from "../src/picture-pixels";
import { arrayTextOf, csvOf } from "../src/slice-text";
import { windowAround } from "../src/table-window";
import { blockFor, cutAxes, firstSlice, fitted, pictureAxes } from "../src/view-axes";

function numbers(values: readonly number[], rows: number, columns: number, channels = 1): Numbers {
  return { rows, columns, channels, dtype: "float32", values: Float32Array.from(values) };
}

describe("slices", () => {
  test("show the last two axes first, the others cut at their beginning", () => {
    expect(firstSlice([4, 5, 6])).toEqual({ rows: 1, columns: 2, at: [0, 0, 0] });
    expect(firstSlice([7])).toEqual({ rows: 0, at: [0] });
    expect(cutAxes(firstSlice([4, 5, 6, 7]))).toEqual([0, 1]);
  });

  test("stay inside a tensor that has become smaller, and go with one of another rank", () => {
    const slice = { rows: 1, columns: 2, at: [3, 0, 0] };
    expect(fitted(slice, [2, 5, 6])).toEqual({ rows: 1, columns: 2, at: [1, 0, 0] });
    expect(fitted(slice, [2, 5])).toBeUndefined();
  });

  test.each([
    [[28, 28], { rows: 0, columns: 1, others: [] }],
    [[32, 32, 3], { rows: 0, columns: 1, channels: 2, others: [] }],
    [[10, 28, 28], { rows: 1, columns: 2, others: [0] }],
    [[10, 28, 28, 1], { rows: 1, columns: 2, channels: 3, others: [0] }],
    [[8, 5, 5, 16], { rows: 2, columns: 3, others: [0, 1] }],
    [[9], undefined],
    [[0, 4], undefined],
  ])("of shape %j are pictures by %j", (shape, axes) => {
    expect(pictureAxes(shape)).toEqual(axes);
  });

  test("long ones are shown in blocks", () => {
    expect(blockFor([1000, 1000], 320)).toBe(4);
    expect(blockFor([10, 20], 320)).toBe(1);
  });
});

describe("pictures", () => {
  test("one channel is grey, three are colours, a fourth is opacity; what is beyond is cut", () => {
    const unit = { low: 0, high: 1 };
    expect([...pixelsOf(numbers([0, 2], 1, 2), unit)]).toEqual([0, 0, 0, 255, 255, 255, 255, 255]);
    expect([...pixelsOf(numbers([1, 0, 0.2], 1, 1, 3), unit)]).toEqual([255, 0, 51, 255]);
    expect([...pixelsOf(numbers([1, 0, 0, 0.6], 1, 1, 4), unit)]).toEqual([255, 0, 0, 153]);
  });

  test("the scale is guessed from the range", () => {
    expect(likelyScale({ low: 0, high: 1 })).toBe("unit");
    expect(likelyScale({ low: 0, high: 254 })).toBe("byte");
    expect(likelyScale({ low: -1, high: 1 })).toBe("whole");
    expect(rangeOf([Number.NaN, 3, -1, Number.POSITIVE_INFINITY])).toEqual({ low: -1, high: 3 });
  });
});

describe("copies", () => {
  test("have as many digits as a float32 has", () => {
    const slice = numbers([0.1, 1 / 3, 16_777_216, Number.NaN], 2, 2);
    expect(csvOf(slice)).toBe("0.1,0.33333334\n16777216,NaN");
    expect(arrayTextOf(slice)).toBe("[[0.1, 0.33333334],\n [16777216, NaN]]");
  });
});

describe("a table", () => {
  test("fetches whole steps around what is seen, inside its bounds", () => {
    const size = { rows: 1000, columns: 30 };
    const seen = { scrollTop: 0, scrollLeft: 0, clientHeight: 240, clientWidth: 460 };
    expect(windowAround(seen, size)).toEqual({ top: 0, bottom: 50, left: 0, right: 20 });
    const low = { ...seen, scrollTop: 24 * 995, scrollLeft: 92 * 25 };
    expect(windowAround(low, size)).toEqual({ top: 950, bottom: 1000, left: 20, right: 30 });
  });
});

test("numbers are short, with a true minus sign", () => {
  expect([0.001, -2.5, 1e-9, 123456.7, 2 ** 40, null].map((one) => numberText(one))).toEqual([
    ...["0.001", "−2.5", "1.00e−9", "123500", "1.10e+12", "NaN"],
  ]);
  expect([999, 1_200, 4_000_000].map(byteText)).toEqual(["999 B", "1.2 kB", "4.0 MB"]);
  expect(countText(1_234_567)).toBe("1 234 567");
});
