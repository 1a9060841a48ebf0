import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { iris } from "@rosenblatt/datasets";
import { ready, seed } from "@rosenblatt/engine";
import { dense, net } from "@rosenblatt/models";
import {
  accuracy,
  type Callback,
  checkpoint,
  cosine,
  csvLog,
  fit,
  tensorBoard,
} from "../src/index.js";

const python = process.env.ROSENBLATT_PYTHON ?? "python3";
const hasTensorBoard = spawnSync(python, ["-c", "import tensorboard"]).status === 0;
const withTensorBoard = hasTensorBoard ? test : test.skip;

let folder: string;

beforeAll(async () => {
  await ready();
  jest.spyOn(process.stdout, "write").mockReturnValue(true);
});

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "rosenblatt-logs-"));
});

afterEach(() => rmSync(folder, { recursive: true }));

/** Trains on 120 flowers, 4 steps an epoch; gives the history and what each step told. */
async function trained(on: readonly Callback[], resume?: string) {
  seed(1);
  const data = await iris();
  const told: { loss: number; rate: number }[] = [];
  const note: Callback = ({ phase, logs }, { learningRate: rate }) => {
    if (phase === "step") told.push({ loss: logs.loss!, rate });
  };
  const settings = { epochs: 3, batchSize: 30, seed: 2, schedule: cosine(), metrics: { accuracy } };
  const run = fit(net(data.shape, dense(3)), data, {
    ...settings,
    resume,
    show: false,
    on: [note, ...on],
  });
  return { history: await run, told };
}

/** What TensorBoard reads: for each tag, the steps and values. */
function readBy(part: string): Record<string, [step: number, value: number][]> {
  const script = join(__dirname, "fixtures/read_events.py");
  const { stdout, stderr, status } = spawnSync(python, [script, join(folder, part)]);
  if (status !== 0) throw new Error(String(stderr));
  return JSON.parse(String(stdout));
}

const single = (values: readonly number[]) => [...Float32Array.from(values)];

describe("tensorBoard()", () => {
  withTensorBoard("writes what TensorBoard itself reads back", async () => {
    const { history, told } = await trained([tensorBoard(folder)]);
    const train = readBy("train");
    const validation = readBy("validation");
    const column = (events: [number, number][] | undefined) => events!.map(([, value]) => value);
    expect(Object.keys(train).sort()).toEqual([
      "epoch/accuracy",
      "epoch/loss",
      "learningRate",
      "step/accuracy",
      "step/loss",
    ]);
    expect(column(train["step/loss"])).toEqual(single(told.map(({ loss }) => loss)));
    expect(train["step/loss"]!.map(([step]) => step)).toEqual(told.map((_, i) => i + 1));
    expect(column(train["epoch/loss"])).toEqual(single(history.loss));
    expect(column(validation["epoch/accuracy"])).toEqual(single(history.valAccuracy));
    expect(validation["epoch/loss"]!.map(([step]) => step)).toEqual([4, 8, 12]);
    expect(column(train.learningRate)).toContain(single([told[5]!.rate])[0]);
  });

  withTensorBoard("has each step once when a run was resumed from before its end", async () => {
    const file = join(folder, "run.safetensors");
    const crash: Callback = ({ phase }, { step }) => {
      if (phase === "step" && step === 10) throw new Error("crashed");
    };
    const board = tensorBoard(folder);
    await expect(trained([checkpoint(file), board, crash])).rejects.toThrow("crashed");
    await trained([checkpoint(file), board], file);
    const whole = Array.from({ length: 12 }, (_, i) => i + 1);
    expect(readBy("train")["step/loss"]!.map(([step]) => step)).toEqual(whole);
    expect(readBy("train")["epoch/loss"]!.map(([step]) => step)).toEqual([4, 8, 12]);
    expect(readdirSync(join(folder, "train"))).toHaveLength(2);
  });

  test("makes files of records by the format", async () => {
    await trained([tensorBoard(folder)]);
    const [name] = readdirSync(join(folder, "train"));
    expect(name).toMatch(/^events\.out\.tfevents\.\d{10}\./);
    const bytes = readFileSync(join(folder, "train", name!));
    let [at, records] = [0, 0];
    for (; at < bytes.length; records += 1) at += Number(bytes.readBigUInt64LE(at)) + 16;
    expect(at).toBe(bytes.length);
    // The version; two metrics and the learning rate after 12 steps and 3 epochs.
    expect(records).toBe(1 + 3 * (12 + 3));
  });
});

describe("csvLog()", () => {
  test("keeps the history as a table, whole after each epoch, in a folder that it makes", async () => {
    const path = join(folder, "runs/flowers.csv");
    const rows: number[] = [];
    const look: Callback = ({ phase }) => {
      if (phase === "epoch") rows.push(readFileSync(path, "utf8").trim().split("\n").length);
    };
    const { history } = await trained([csvLog(path), look]);
    const [head, ...lines] = readFileSync(path, "utf8").trim().split("\n");
    expect(head).toBe("epoch,loss,valLoss,accuracy,valAccuracy");
    const { loss, valLoss, accuracy: right, valAccuracy } = history;
    expect(lines.map((line) => line.split(",").map(Number))).toEqual(
      loss.map((value, i) => [i + 1, value, valLoss[i], right[i], valAccuracy[i]]),
    );
    expect(rows).toEqual([2, 3, 4]);
    expect(readdirSync(join(folder, "runs"))).toEqual(["flowers.csv"]);
  });

  test("fails the run with the reason where it cannot write", async () => {
    await expect(trained([csvLog(folder)])).rejects.toThrow(/EISDIR|ENOTEMPTY|EEXIST|directory/);
    expect(existsSync(folder)).toBe(true);
  });
});
