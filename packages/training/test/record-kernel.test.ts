import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { type Exchange, KernelClient, type Received } from "../../../kernel/test/kernel-client";
import { FrontEnd } from "../../widgets/test/front-end";
import type { Patch, RunRecord, Series, ToPanel } from "../src/record/protocol";

const folder = mkdtempSync(join(__dirname, ".notebook-"));
let kernel: KernelClient;
let page: FrontEnd;

beforeAll(async () => {
  kernel = await KernelClient.start({ folder });
  page = new FrontEnd(kernel);
  await kernel.run('import { adam, cosine, dense, fit, iris, net } from "rosenblatt";');
  await kernel.run(
    "const flowers = await iris(); const network = () => net(flowers.shape, dense(3));",
  );
}, 60_000);

afterAll(async () => {
  await kernel.stop();
  rmSync(folder, { recursive: true });
});

/** A run as a front end knows it, from what was sent of it. */
class Followed {
  readonly id: string;
  readonly #parts: readonly Pick<Exchange, "published">[];

  constructor(cell: Exchange) {
    this.#parts = [cell];
    this.id = openings(cell)[0]!.content.comm_id;
  }

  get messages(): ToPanel[] {
    const published = this.#parts.flatMap((part) => part.published);
    return published
      .filter((m) => m.type === "comm_msg" && m.content.comm_id === this.id)
      .map(({ content }) => content.data);
  }

  get opening(): RunRecord {
    return openings(this.#parts[0]!)[0]!.content.data.record;
  }

  /** The opening with all patches laid on. */
  get record(): RunRecord {
    return this.messages.reduce(
      (record, message) => (message.type === "patch" ? patched(record, message) : record),
      this.opening,
    );
  }
}

function openings({ published }: Pick<Exchange, "published">): Received[] {
  return published.filter(
    ({ type, content }) => type === "comm_open" && content.target_name === "rosenblatt.run",
  );
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
      const kept = before.steps.findIndex((step) => step >= steps[0]!);
      const end = kept < 0 ? before.steps.length : kept;
      return [
        key,
        {
          steps: [...before.steps.slice(0, end), ...steps],
          values: [...before.values.slice(0, end), ...values],
        },
      ];
    }),
  );
}

async function started(code: string): Promise<{ cell: Exchange; run: Followed }> {
  const cell = await kernel.cell(code);
  await page.until(() => openings(cell).length > 0);
  return { cell, run: new Followed(cell) };
}

const fileOf = (id: string): RunRecord =>
  JSON.parse(readFileSync(join(folder, "runs", `${id}.run.json`), "utf8"));

test("a run is told over a comm, at most ten times a second, and ends as its file", async () => {
  const { cell, run } = await started(
    "await fit(network(), flowers, { epochs: 400, batchSize: 8, optimizer: adam(0.01), seed: 3, name: 'plain', tags: ['a'], show: false });",
  );
  await cell.idle;
  const { opening } = run;
  expect(opening).toMatchObject({ name: "plain", tags: ["a"], status: "running", step: 0 });
  await page.until(() => run.record.status === "finished");
  await page.until(() => run.record.ended !== null);
  const { record, messages } = run;
  const lasted = Date.parse(record.ended!) - Date.parse(record.started);
  expect(messages.length).toBeLessThanOrEqual(lasted / 100 + 2);
  const file = fileOf(record.id);
  const { updated, ...rest } = file;
  expect(record).toMatchObject(rest);
  expect(readdirSync(join(folder, "runs"))).toEqual([`${record.id}.run.json`]);
}, 60_000);
