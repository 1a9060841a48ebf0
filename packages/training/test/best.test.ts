import { expect, test } from "@jest/globals";
import { bestOf } from "../src/best.js";

test("the best is the smallest of losses and errors, the largest of other metrics, the first of equals", () => {
  expect(bestOf("valLoss", [3, 1, 1, 2])).toEqual({ epoch: 1, value: 1 });
  expect(bestOf("meanSquaredError", [3, 1])).toEqual({ epoch: 1, value: 1 });
  expect(bestOf("rmse", [1, 3])).toEqual({ epoch: 0, value: 1 });
  expect(bestOf("valAccuracy", [0.5, 0.7, 0.7])).toEqual({ epoch: 1, value: 0.7 });
});

test("the best is not NaN while there is a number", () => {
  expect(bestOf("valLoss", [NaN, 2, NaN, 1, NaN])).toEqual({ epoch: 3, value: 1 });
  expect(bestOf("valF1", [NaN]).value).toBeNaN();
});
