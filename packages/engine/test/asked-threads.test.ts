import { availableParallelism } from "node:os";
import { expect, test } from "@jest/globals";
import { askedThreads } from "../src/runtime/asked-threads";

test.each([
  ["1", 1],
  ["3", 3],
  ["4,2", 4],
])("OMP_NUM_THREADS=%s asks for so many threads", (asked, count) => {
  expect(askedThreads({ OMP_NUM_THREADS: asked })).toBe(count);
});

test.each([undefined, "", "0", "-1", "many"])(
  "OMP_NUM_THREADS=%j leaves all that this process may use",
  (asked) => expect(askedThreads({ OMP_NUM_THREADS: asked })).toBe(availableParallelism()),
);
