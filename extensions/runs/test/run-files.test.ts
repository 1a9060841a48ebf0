import { expect, test } from "@jest/globals";
import { RunFiles } from "../src/model/run-files.js";
import { RunList } from "../src/model/run-list.js";
import { english } from "./english.js";
import { record } from "./record.js";

test("a run is deleted with its file, also one that is gone; what cannot be stays and says why", async () => {
  const runs = new RunList();
  const asked: string[] = [];
  const answers: Record<string, () => Promise<void>> = {
    "runs/kept.run.json": async () => {},
    "runs/gone.run.json": () => Promise.reject({ response: { status: 404 } }),
    "runs/locked.run.json": () => Promise.reject(new Error("Permission denied")),
  };
  const contents = {
    delete: (path: string) => {
      asked.push(path);
      return answers[path]!();
    },
  };
  const files = new RunFiles({ contents: contents as never, runs, trans: english });
  for (const id of ["kept", "gone", "locked"]) {
    const told: string[] = [];
    const run = runs.put(record({ id }));
    run.file = `runs/${id}.run.json`;
    run.connect({ send: ({ type }) => told.push(type) });
    await files.delete(run);
    expect(asked.at(-1)).toBe(run.file);
    expect(told).toEqual(id === "locked" ? [] : ["forget"]);
  }
  expect(runs.runs.map(({ id, refusal }) => [id, refusal])).toEqual([
    ["locked", "Permission denied"],
  ]);

  const going = runs.put(record({ id: "going", status: "running", ended: null }));
  going.file = "runs/going.run.json";
  going.connect({ send: () => {} });
  await files.delete(going);
  expect(asked).not.toContain(going.file);
  expect(runs.get("going")?.refusal).toMatch(/stop it first/);
});

test("a file that is behind what is known of its run takes nothing away", () => {
  const runs = new RunList();
  const files = new RunFiles({ contents: {} as never, runs, trans: english });
  const run = runs.put(record());
  const text = JSON.stringify(record({ step: 2, stepSeries: {} }));
  expect(files.take("here/runs/a.run.json", text)).toBe(run);
  expect(run.fields.step).toBe(6);
  expect(run.steps.get("loss")?.length).toBe(6);
  expect([run.file, run.place]).toEqual(["here/runs/a.run.json", "here"]);
  expect(runs.at("here/runs/a.run.json")).toBe(run);
});

/** A server's folder `runs` with these files, and what goes wrong with it. */
function served(texts: Map<string, string>) {
  const server = { refuses: undefined as unknown };
  const entry = (path: string, type: string) => ({ path, type, name: path.replace("runs/", "") });
  const contents = {
    async get(path: string) {
      if (server.refuses) throw server.refuses;
      if (path === "") return { content: [entry("runs", "directory")] };
      if (path !== "runs") return { content: texts.get(path) };
      const files = [...texts.keys()].map((file) => entry(file, "file"));
      return { content: files.map((file) => ({ ...file, last_modified: texts.get(file.path) })) };
    },
    async save(path: string, { content }: { content: string }) {
      if (server.refuses) throw server.refuses;
      texts.set(path, content);
    },
  };
  const runs = new RunList();
  return {
    server,
    runs,
    files: new RunFiles({ contents: contents as never, runs, trans: english }),
  };
}

const path = (id: string) => `runs/${id}.run.json`;
const text = (id: string) => JSON.stringify(record({ id }));

test("what a folder has no more is forgotten, but no run that a kernel tells of", async () => {
  const texts = new Map(["kept", "gone", "held"].map((id) => [path(id), text(id)]));
  texts.set(path("broken"), "{");
  const { server, runs, files } = served(texts);
  await files.look([""]);
  expect(runs.broken.map((file) => file.path)).toEqual([path("broken")]);
  runs.get("held")?.connect({ send: () => {} });
  runs.put(record({ id: "elsewhere" })).file = "other/runs/elsewhere.run.json";
  for (const id of ["gone", "held", "broken"]) texts.delete(path(id));

  server.refuses = new Error("no connection");
  await files.look([""]);
  expect([runs.runs.length, runs.broken.length]).toEqual([4, 1]);

  server.refuses = undefined;
  await files.look([""]);
  expect(runs.runs.map(({ id }) => id).sort()).toEqual(["elsewhere", "held", "kept"]);
  expect(runs.broken).toEqual([]);

  texts.set(path("gone"), text("gone"));
  await files.look([""]);
  expect(runs.get("gone")).toBeDefined();

  server.refuses = { response: { status: 404 } };
  await files.look([""]);
  expect(runs.runs.map(({ id }) => id).sort()).toEqual(["elsewhere", "held"]);
});

test("of a folder with very many runs the newest are read, and the others counted", async () => {
  const ids = Array.from({ length: 203 }, (_, i) => String(i).padStart(3, "0"));
  const texts = new Map(ids.map((id) => [path(id), text(id)]));
  const { runs, files } = served(texts);
  await files.look([""]);
  expect([runs.runs.length, runs.leftOut]).toEqual([200, 3]);
  expect([runs.get("002"), runs.get("003")?.id]).toEqual([undefined, "003"]);
  for (const id of ids.slice(0, 3)) texts.delete(path(id));
  await files.look([""]);
  expect([runs.runs.length, runs.leftOut]).toEqual([200, 0]);
});

test("labels that a run cannot have are refused at once, with the reason, and change nothing", async () => {
  const { runs, files } = served(new Map());
  const run = runs.put(record());
  const sent: string[] = [];
  run.connect({ send: ({ type }) => sent.push(type) });
  for (const [labels, reason] of [
    [{ name: "a".repeat(201) }, "Cannot name the run: expected 1 to 200 letters, got 201"],
    [{ name: " " }, "Cannot name the run"],
    [{ tags: ["a".repeat(61)] }, "Cannot tag the run: expected 1 to 60 letters, got 61"],
    [{ tags: Array.from({ length: 31 }, String) }, "expected at most 30 tags, got 31"],
  ] as const) {
    await files.label(run, labels);
    expect(run.refusal).toContain(reason);
  }
  expect([run.fields.name, run.fields.tags, sent]).toEqual(["first", [], []]);
  const longest = { name: "a".repeat(200), tags: Array.from({ length: 30 }, String) };
  await files.label(run, longest);
  expect(run.refusal).toBeUndefined();
  expect(run.fields).toMatchObject(longest);
  expect(sent).toEqual(["label"]);
});

test("labels are written to the file of a run without a kernel, and taken back where they cannot be", async () => {
  const texts = new Map([[path("a"), text("a")]]);
  const { server, runs, files } = served(texts);
  await files.look([""]);
  const run = runs.get("a")!;
  await files.label(run, { name: "wide" });
  expect(JSON.parse(texts.get(path("a"))!)).toEqual(record({ id: "a", name: "wide" }));
  server.refuses = new Error("Permission denied");
  await files.label(run, { name: "wider" });
  expect([run.fields.name, run.refusal]).toEqual(["wide", "Permission denied"]);
});
