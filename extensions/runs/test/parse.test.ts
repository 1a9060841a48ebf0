import { expect, test } from "@jest/globals";
import { parseMessage } from "../src/model/parse-message.js";
import { parseRunFile, parseRunRecord } from "../src/model/parse-record.js";
import { record } from "./record.js";

const reason = (value: unknown) => {
  try {
    parseRunRecord(value);
    return "";
  } catch (error) {
    return (error as Error).message;
  }
};

test("a record as training writes it is read", () => {
  expect(parseRunFile(JSON.stringify(record()))).toEqual(record());
});

test("what is wrong with a record is said by name and value", () => {
  expect(reason(null)).toContain('expected format "rosenblatt-run", got null');
  expect(reason({ ...record(), version: 2 })).toContain("expected version 1, got 2");
  expect(reason({ ...record(), epochs: "ten" })).toContain('epochs to be a number, got "ten"');
  expect(reason({ ...record(), status: "lost" })).toContain('a run\'s status, got "lost"');
  expect(reason({ ...record(), best: { loss: 3 } })).toContain(
    "best to be { epoch, value } by key",
  );
  const { device: _, ...without } = record();
  expect(reason(without)).toContain("expected device to be a text, got nothing");
});

test("a series is refused where its steps do not grow or its values are of another length", () => {
  for (const loss of [
    { steps: [1, 1], values: [2, 3] },
    { steps: [2, 1], values: [2, 3] },
    { steps: [1, 2], values: [2] },
    { steps: [1], values: ["2"] },
    { steps: [1] },
    null,
  ]) {
    expect(reason({ ...record(), stepSeries: { loss } })).toContain("stepSeries.loss");
  }
});

test("a file that was cut off is said to be", () => {
  const text = JSON.stringify(record()).slice(0, 100);
  expect(() => parseRunFile(text)).toThrow("the file is broken or was cut off");
});

test("messages are read; fields that nobody knows are left out, and strangers refused", () => {
  const fields = { step: 7, surprise: 1 };
  const steps = { loss: { steps: [7], values: [0.5] } };
  expect(parseMessage({ type: "patch", fields, steps })).toEqual({
    type: "patch",
    fields: { step: 7 },
    steps,
    epochs: {},
  });
  expect(() => parseMessage({ type: "patch", fields: { step: -1 } })).toThrow("step to be a count");
  expect(() => parseMessage({ type: "patch", fields, steps: [] })).toThrow("steps");
  expect(() => parseMessage("hello")).toThrow("expected a snapshot, a patch or a refusal");
  expect(() => parseMessage({ type: "snapshot", record: {} })).toThrow("Cannot read this run");
});
