import { expect, test } from "@jest/globals";
import { answers, toEditor } from "../src/to-editor";

const answer = (result: unknown) => toEditor({ type: "answer", id: 1, version: 1, result });

test("messages of the kernel are taken when they are whole, and dropped when not", () => {
  const diagnostic = { start: 0, end: 1, severity: "error", message: "wrong", code: 1 };
  const told = { type: "diagnostics", cell: "a", version: 1, diagnostics: [diagnostic] };
  expect(toEditor(told)).toBe(told);
  expect(toEditor({ type: "refusal", id: null, reason: "no" })).toBeDefined();
  for (const wrong of [
    null,
    [],
    "answer",
    { type: "toString" },
    { type: "answer", id: "1", version: 1 },
    { type: "refusal", id: 1 },
    { ...told, diagnostics: [{ ...diagnostic, severity: "fatal" }] },
    { ...told, diagnostics: [{ ...diagnostic, start: -1 }] },
    { ...told, diagnostics: {} },
  ])
    expect(toEditor(wrong)).toBeUndefined();
});

test("an answer must fit its question; that nothing is known fits all", () => {
  const edits = [{ start: 0, end: 1, text: "x" }];
  const changes = { cells: [{ cell: "a", version: 1, edits }] };
  const fits = (type: Parameters<typeof answers>[0], result: unknown) => {
    const message = answer(result);
    return message?.type === "answer" && answers(type, message);
  };
  expect(fits("rename", changes)).toBe(true);
  expect(fits("organise", null)).toBe(true);
  expect(fits("definition", { cell: "a", start: 0, end: 1 })).toBe(true);
  expect(fits("definition", { file: "/a.ts", path: "a.ts", line: 0, character: 0 })).toBe(true);
  expect(fits("definition", { file: "/a.ts", line: 0 })).toBe(false);
  expect(fits("rename", { cells: [{ cell: "a", version: 1, edits: [{ start: 0 }] }] })).toBe(false);
  const completion = { start: 0, end: 1, items: [{ text: "plus", kind: "function" }] };
  expect(fits("completion", completion)).toBe(true);
  expect(fits("completion", { ...completion, items: [{ text: "plus" }] })).toBe(false);
  expect(fits("source", { text: 7 })).toBe(false);
  expect(fits("fixes", { fixes: [{ kind: "import", names: [1], ...changes }] })).toBe(false);
  expect(fits("hover", undefined)).toBe(false);
});
