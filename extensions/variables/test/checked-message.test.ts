import { describe, expect, test } from "@jest/globals";
import { answers, checkedMessage } from "../src/checked-message";

const variable = { name: "w", kind: "tensor", type: "Tensor", value: "[1]", opens: false };
const statistics = {
  ...{ count: 2, min: 0, max: 1, mean: 0.5, deviation: 0.5, nan: 0, infinite: 0, bins: [1, 1] },
};
const child = { name: "a", kind: "value", type: "number", value: "7", step: "a", opens: false };
const page = { rows: 1, columns: 2, channels: 1, dtype: "float32" };
const leak = { kind: "lost", cell: { count: 3 }, tensors: 600, bytes: 6e6, runs: 1 };

function variables(part: object, memory: readonly object[] = []) {
  return { type: "variables", set: [{ ...variable, ...part }], gone: [], left: 0, memory };
}

describe("messages of the kernel", () => {
  test.each([
    [null, "a message"],
    [{ type: "dance" }, "a known type"],
    [{ type: "toString" }, "a known type"],
    [{ type: "constructor" }, "a known type"],
    [variables({ name: 1 }), "variables"],
    [variables({ dtype: 32 }), "variables"],
    [variables({ bytes: "many" }), "variables"],
    [variables({ shape: [-1] }), "variables"],
    [variables({ cell: { id: "a" } }), "variables"],
    [variables({ statistics: { ...statistics, bins: undefined } }), "variables"],
    [variables({}, [{}]), "points of memory"],
    [variables({}, [{ cell: {}, process: 1 }]), "points of memory"],
    [{ type: "types", types: { a: 1 } }, "types"],
    [{ type: "leaks", leaks: [{ ...leak, kind: "odd" }] }, "leaks"],
    [{ type: "leaks", leaks: [{ ...leak, cell: {} }] }, "leaks"],
    [{ type: "answer", id: 1, result: null }, "an answer"],
  ])("%j is refused with its reason", (message, reason) => {
    expect(() => checkedMessage(message)).toThrow(reason);
  });

  test.each([
    [variables({ cell: { count: 1 }, shape: [2], dtype: "float32", bytes: 8, statistics })],
    [variables({}, [{ cell: { count: 1, id: "a" }, process: 1e8, tensors: 3 }])],
    [{ type: "leaks", leaks: [leak] }],
    [{ type: "refusal", id: null, reason: "no" }],
  ])("%j is taken", (message) => {
    expect(checkedMessage(message)).toBe(message);
  });
});

describe("answers", () => {
  test.each([
    ["children", { total: 1, children: [child] }, { total: 1, children: [{ name: "a" }] }],
    ["child", child, { ...child, step: null }],
    ["statistics", { ...statistics, min: null }, { ...statistics, min: "0" }],
    ["histogram", { low: 0, high: 1, counts: [2] }, { low: 0, high: 1 }],
    ["page", page, { ...page, dtype: "int8" }],
  ] as const)("to %s fit in shape alone", (question, fit, unfit) => {
    expect([answers(question, fit), answers(question, unfit)]).toEqual([true, false]);
  });
});
