import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { type Exchange, KernelClient, type Received } from "../../../kernel/test/kernel-client";
import { until } from "../../../kernel/test/until";
import { FrontEnd } from "../../widgets/test/front-end";
import { parseRecord } from "../src/record/parse-record";
import type { Patch, RunRecord, Series, Snapshot, ToPanel } from "../src/record/protocol";

const folder = mkdtempSync(join(__dirname, ".notebook-"));
let kernel: KernelClient;
let page: FrontEnd;

beforeAll(async () => {
  kernel = await KernelClient.start({ folder });
  page = new FrontEnd(kernel);
  await kernel.run(
    'import { accuracy, adam, cosine, dense, fit, iris, momentum, net, readRuns } from "rosenblatt";',
  );
  await kernel.run(
    "const flowers = await iris(); const network = () => net(flowers.shape, dense(3));",
  );
});

afterAll(async () => {
  await kernel.stop();
  rmSync(folder, { recursive: true });
});

/** A run as a front end knows it, from what was sent of it. */
class Followed {
  readonly id: string;
  readonly opening: Snapshot;
  readonly #parts: Pick<Exchange, "published">[];

  constructor(cell: Exchange, { nth = 0 } = {}) {
    const { content } = openings(cell)[nth]!;
    this.#parts = [cell];
    this.id = content.comm_id;
    this.opening = content.data;
  }

  /** Sends a message, and gives what answers it at once. */
  async send(data: object): Promise<readonly ToPanel[]> {
    const published = await page.post(this.id, data);
    this.#parts.push({ published });
    return messagesOf(published, this.id);
  }

  get messages(): readonly ToPanel[] {
    return this.#parts.flatMap(({ published }) => messagesOf(published, this.id));
  }

  get refusals(): readonly string[] {
    return this.messages.flatMap((message) => (message.type === "refusal" ? [message.reason] : []));
  }

  /** The opening with all patches laid on, in the order in which they came. */
  get record(): RunRecord {
    const patches = this.messages.filter(({ type }) => type === "patch") as Patch[];
    return patches.reduce(patched, this.opening.record);
  }

  async until(seen: (record: RunRecord) => boolean): Promise<RunRecord> {
    await until(() => seen(this.record));
    return this.record;
  }
}

function openings({ published }: Pick<Exchange, "published">): Received[] {
  return published.filter(({ type, content }) => {
    return type === "comm_open" && content.target_name === "rosenblatt.run";
  });
}

function messagesOf(published: readonly Received[], id: string): ToPanel[] {
  return published
    .filter(({ type, content }) => type === "comm_msg" && content.comm_id === id)
    .map(({ content }) => content.data);
}

function patched(
  record: RunRecord,
  { fields, steps = {}, epochs = {}, histograms = [] }: Patch,
): RunRecord {
  const first = histograms[0]?.epoch ?? Number.POSITIVE_INFINITY;
  return {
    ...record,
    ...fields,
    stepSeries: { ...record.stepSeries, ...joined(record.stepSeries, steps) },
    epochSeries: { ...record.epochSeries, ...joined(record.epochSeries, epochs) },
    histograms: [...record.histograms.filter(({ epoch }) => epoch < first), ...histograms],
  };
}

function joined(all: RunRecord["stepSeries"], fresh: RunRecord["stepSeries"]) {
  return Object.fromEntries(
    Object.entries(fresh).map(([key, { steps, values }]) => {
      const before: Series = all[key] ?? { steps: [], values: [] };
      const end = before.steps.filter((step) => step < steps[0]!).length;
      const series: Series = {
        steps: [...before.steps.slice(0, end), ...steps],
        values: [...before.values.slice(0, end), ...values],
      };
      return [key, series];
    }),
  );
}

/** Starts a cell, and follows the run in it. */
async function started(code: string): Promise<{ cell: Exchange; run: Followed }> {
  const cell = await kernel.cell(code);
  await until(() => openings(cell).length > 0);
  return { cell, run: new Followed(cell) };
}

const fileOf = (id: string): RunRecord =>
  JSON.parse(readFileSync(join(folder, "runs", `${id}.run.json`), "utf8"));

test("a run is told at most ten times a second, whole, and its file is the same", async () => {
  const { cell, run } = await started(`
    await fit(network(), flowers, {
      epochs: 400, batchSize: 8, optimizer: adam(0.01), schedule: cosine(), seed: 3,
      name: "plain", tags: ["a", "b"], show: false,
    });`);
  const { record: opening, file } = run.opening;
  expect(opening).toMatchObject({ name: "plain", tags: ["a", "b"], status: "running", step: 0 });
  await cell.idle;
  const record = await run.until(({ ended }) => ended !== null);
  expect(record).toMatchObject({
    ...{ format: "rosenblatt-run", version: 1, status: "finished", error: null, pinned: false },
    ...{ epochs: 400, epochSteps: 15, step: 6000, eta: 0, gear: "traced", rateChanges: true },
    device: expect.stringMatching(/^CPU, (1 thread|up to \d+ threads)$/),
    smallerIsBetter: { loss: true, valLoss: true },
    model: expect.any(String),
  });
  expect(record.hyperParameters).toMatchObject({
    ...{ epochs: 400, batchSize: 8, optimizer: "adam", learningRate: 0.01, beta1: 0.9 },
    ...{ schedule: "cosine({ to: 0 })", loss: "crossEntropy", seed: 3, data: "Iris" },
    ...{ examples: 120, validationExamples: 30, layers: "Dense", parameters: 15 },
  });
  expect(Object.keys(record.stepSeries)).toEqual(["loss", "learningRate"]);
  expect(record.stepSeries.loss!.steps).toHaveLength(6000);
  expect(record.stepSeries.learningRate!.values[0]).toBe(0.01);
  expect(record.epochSeries.valLoss!.steps.at(-1)).toBe(400);
  expect(record.best.loss!.value).toBe(Math.min(...(record.epochSeries.loss!.values as number[])));
  expect(record.histograms.at(-1)!.epoch).toBe(400);
  const lasted = Date.parse(record.ended!) - Date.parse(record.started);
  expect(run.messages.length).toBeLessThanOrEqual(lasted / 100 + 2);
  const { updated, ...kept } = fileOf(record.id);
  expect(record).toMatchObject(kept);
  expect(file).toBe(`runs/${record.id}.run.json`);
  expect(readdirSync(join(folder, "runs"))).toEqual([`${record.id}.run.json`]);
});

test("front ends pause, resume, slow down and stop a run while its cell waits for it", async () => {
  const { cell, run } = await started(`
    const watched = fit(network(), flowers, {
      epochs: 1_000_000, optimizer: adam(0.01), metrics: { accuracy }, seed: 3, show: false,
    });
    await watched;
    [watched.latest.note, watched.learningRate].join()`);
  await run.until(({ epochSeries }) => (epochSeries.valLoss?.steps.length ?? 0) > 2);

  await run.send({ type: "pause" });
  const paused = await run.until(({ status }) => status === "paused");
  await run.send({ type: "learning-rate", value: 0.001 });
  const slower = await run.until(({ learningRate }) => learningRate === 0.001);
  expect(slower).toMatchObject({ status: "paused", step: paused.step, elapsed: paused.elapsed });

  // A front end that comes later, such as a page that was loaded again.
  const [answer] = await run.send({ type: "hello" });
  expect(answer).toMatchObject({ type: "snapshot", file: run.opening.file });
  const { updated, ...later } = (answer as Snapshot).record;
  expect(slower).toMatchObject(later);
  const info = await kernel.ask("comm_info_request", { target_name: "rosenblatt.run" });
  expect(Object.keys(info.comms)).toContain(run.id);

  await run.send({ type: "resume" });
  const on = await run.until(({ status, step }) => status === "running" && step > paused.step + 5);
  expect(on.stepSeries.learningRate!.values.at(-1)).toBe(0.001);
  expect(on.stepSeries.learningRate!.values[0]).toBe(0.01);

  await run.send({ type: "label", labels: { name: "slow <b>", tags: ["slow"], pinned: true } });
  await run.until(({ pinned }) => pinned);
  await until(() => fileOf(on.id).name === "slow <b>");

  for (const [message, reason] of [
    [{ type: "learning-rate", value: -1 }, "Cannot set the learning rate to -1"],
    [{ type: "learning-rate", value: "fast" }, 'Cannot set the learning rate to "fast"'],
    [{ type: "stop", best: "f1" }, "by f1: the run does not measure it"],
    [{ type: "explode" }, 'Cannot carry out "explode"'],
    [{}, "Cannot carry out undefined"],
    [{ type: "label", labels: { name: 1 } }, "Cannot name a run 1"],
    [{ type: "forget" }, "Cannot forget the run: it has not ended"],
  ] as const) {
    const [refusal] = (await run.send(message)).filter(({ type }) => type === "refusal");
    expect(refusal).toMatchObject({ reason: expect.stringContaining(reason) });
  }

  await run.send({ type: "stop", best: "valAccuracy" });
  const end = await run.until(({ ended }) => ended !== null);
  const { epoch } = end.best.valAccuracy!;
  const note = `The model has the weights of epoch ${epoch}, the best by valAccuracy`;
  expect(end).toMatchObject({ status: "stopped", note, eta: 0 });
  await cell.idle;
  const [result] = cell.published.filter(({ type }) => type === "execute_result");
  expect(result!.content.data["text/plain"]).toContain(`${note},0.001`);
  expect(cell.published.some(({ type }) => type === "error")).toBe(false);

  const [late] = await run.send({ type: "pause" });
  expect(late).toMatchObject({ type: "refusal", reason: expect.stringContaining("has ended") });
  await run.send({ type: "label", labels: { tags: ["late"] } });
  await until(() => fileOf(end.id).tags[0] === "late");
  expect(fileOf(end.id)).toMatchObject({ name: "slow <b>", pinned: true, status: "stopped" });

  await run.send({ type: "forget" });
  const left = await kernel.ask("comm_info_request", { target_name: "rosenblatt.run" });
  expect(Object.keys(left.comms)).not.toContain(run.id);
  expect(fileOf(end.id).status).toBe("stopped");
});

test("an interrupt ends a paused run at once", async () => {
  const { cell, run } = await started(
    "await fit(network(), flowers, { epochs: 1_000_000, show: false })",
  );
  await run.until(({ epochSeries }) => epochSeries.loss !== undefined);
  await run.send({ type: "pause" });
  await run.until(({ status }) => status === "paused");
  await kernel.interrupt();
  await cell.idle;
  const record = await run.until(({ ended }) => ended !== null);
  expect(record.status).toBe("interrupted");
  expect(await cell.reply).toMatchObject({ status: "error", ename: "KeyboardInterrupt" });
});

test("a run that fails says why, also before its first step", async () => {
  const first = await started(
    "await fit(network(), flowers, { epochs: 3, show: false, on: [() => { throw new Error('no luck'); }] });",
  );
  await first.cell.idle;
  const failed = await first.run.until(({ ended }) => ended !== null);
  expect(failed).toMatchObject({ status: "failed", error: "no luck" });
  expect(fileOf(failed.id)).toMatchObject({ status: "failed", error: "no luck" });
  const second = await started(
    "await fit(network(), flowers, { providers: ['abacus'], gear: 'traced', show: false });",
  );
  await second.cell.idle;
  const early = await second.run.until(({ ended }) => ended !== null);
  expect(early).toMatchObject({ status: "failed", step: 0 });
  expect(early.error).toContain("Cannot run on the provider abacus");
});

test("a run in the eager gear tells its device, and record: false leaves no trace", async () => {
  const files = readdirSync(join(folder, "runs"));
  const cell = await kernel.cell(`
    await fit(network(), flowers, { epochs: 1, record: false, show: false });
    await fit(network(), flowers, { epochs: 1, gear: "eager", optimizer: momentum(0.1), show: false });`);
  await cell.idle;
  expect(openings(cell)).toHaveLength(1);
  const record = await new Followed(cell).until(({ ended }) => ended !== null);
  expect(record).toMatchObject({ gear: "eager", device: "WebAssembly, 1 thread" });
  expect(record.hyperParameters).toMatchObject({ optimizer: "momentum", momentum: 0.9 });
  expect(record.name).toMatch(/^Run \d+$/);
  expect(readdirSync(join(folder, "runs"))).toHaveLength(files.length + 1);
});

test("two runs at once are told apart", async () => {
  const cell = await kernel.cell(`
    await Promise.all([0.01, 0.02].map((rate) =>
      fit(network(), flowers, { epochs: 20, optimizer: adam(rate), name: String(rate), show: false })));`);
  await cell.idle;
  for (const nth of [0, 1]) {
    const record = await new Followed(cell, { nth }).until(({ ended }) => ended !== null);
    const { name, hyperParameters, epochSeries } = record;
    expect(hyperParameters.learningRate).toBe(Number(name));
    expect(epochSeries.loss!.steps).toHaveLength(20);
  }
});

test("of runs that have ended the hundred last keep their comms, and all their files", async () => {
  const before = readdirSync(join(folder, "runs")).length;
  const cell = await kernel.cell(`
    for (let i = 0; i < 110; i += 1) {
      await fit(network(), flowers, { epochs: 1, batchSize: 120, validation: false, show: false });
    }`);
  await cell.idle;
  const info = await kernel.ask("comm_info_request", { target_name: "rosenblatt.run" });
  const open = Object.keys(info.comms);
  expect(open).toHaveLength(100);
  const opened = openings(cell).map(({ content }) => content.comm_id);
  expect(opened.slice(10)).toEqual(open);
  expect(readdirSync(join(folder, "runs"))).toHaveLength(before + 110);
});

test("readRuns shows the records that were kept", async () => {
  const { value } = await kernel.run(`
    const runs = await readRuns();
    [runs.length > 3, runs[0].started > runs.at(-1).started, runs.skipped.length].join()`);
  expect(value).toContain("true,true,0");
});

test("a kernel that is killed in the midst leaves a whole file, which counts as interrupted", async () => {
  const own = mkdtempSync(join(__dirname, ".notebook-"));
  const client = await KernelClient.start({ folder: own });
  try {
    const cell = await client.cell(`
      import { dense, fit, iris, net } from "rosenblatt";
      const flowers = await iris();
      await fit(net(flowers.shape, dense(3)), flowers, { epochs: 10_000_000, batchSize: 8 });`);
    await until(() => cell.published.some(({ type }) => type === "comm_msg"));
    const runs = join(own, "runs");
    const files = () => readdirSync(runs).filter((name) => name.endsWith(".run.json"));
    await until(() => existsSync(runs) && files().length > 0);
    await client.command("signal", { number: 9 });
    await client.command("wait", { timeout: 30 });
    const text = readFileSync(join(runs, files()[0]!), "utf8");
    expect(JSON.parse(text)).toMatchObject({ format: "rosenblatt-run", status: "running" });
    expect(parseRecord(text, Date.now() + 120_000).status).toBe("interrupted");
  } finally {
    await client.stop();
    rmSync(own, { recursive: true });
  }
});

test("ROSENBLATT_RUNS=off leaves out the files and nothing else", async () => {
  const own = mkdtempSync(join(__dirname, ".notebook-"));
  const client = await KernelClient.start({ folder: own, environment: { ROSENBLATT_RUNS: "off" } });
  try {
    const cell = await client.cell(`
      import { dense, fit, iris, net } from "rosenblatt";
      const flowers = await iris();
      await fit(net(flowers.shape, dense(3)), flowers, { epochs: 2, show: false });`);
    await cell.idle;
    expect(new Followed(cell).opening).toMatchObject({ file: null, record: { epochs: 2 } });
    expect(readdirSync(own)).toEqual([]);
  } finally {
    await client.stop();
    rmSync(own, { recursive: true });
  }
});

test("a folder that cannot be written costs one note, and no run", async () => {
  const own = mkdtempSync(join(__dirname, ".notebook-"));
  // Root may write anywhere, but not into a file.
  writeFileSync(join(own, "runs"), "");
  const client = await KernelClient.start({ folder: own });
  try {
    await client.run('import { dense, fit, iris, net } from "rosenblatt";');
    await client.run("const flowers = await iris();");
    const cell = await client.cell(`
      for (const name of ["first", "second"]) {
        await fit(net(flowers.shape, dense(3)), flowers, { epochs: 2, name, show: false });
      }
      "done"`);
    await cell.idle;
    const notes = cell.published.flatMap(({ content }) => content.data?.["text/plain"] ?? []);
    expect(notes).toEqual([expect.stringContaining("Cannot keep records of runs in"), "'done'"]);
    expect(notes[0]).toContain("Make it writable, or fit with record: false");
    const snapshots = cell.published.filter(({ content }) => content.data?.type === "snapshot");
    expect(snapshots.map(({ content }) => content.data.file)).toContain(null);
  } finally {
    await client.stop();
    rmSync(own, { recursive: true });
  }
});
