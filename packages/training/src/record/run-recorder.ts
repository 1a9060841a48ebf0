import { readdirSync } from "node:fs";
import type { RunEvent } from "@rosenblatt/plots";
import { kernelHost } from "@rosenblatt/widgets";
import type { Inside } from "../access.js";
import type { GearOptions } from "../gear.js";
import type { KeptHistograms } from "./kept-histograms.js";
import type { FromPanel, RunLabels, Snapshot } from "./protocol.js";
import { Recording, type RunFields } from "./recording.js";
import { deviceText, type RunFacts } from "./run-facts.js";
import { RunFile, runsFolder } from "./run-file.js";
import { runId } from "./run-id.js";
import { RunLine } from "./run-line.js";

/** Ended runs whose comms stay open. */
const mostEnded = 100;

const ended: RunRecorder[] = [];

/** How front ends act on a run; what cannot be done throws. */
interface Controls {
  pause(): void;
  resume(): void;
  stop(options: { best?: never }): void;
  learningRate: number;
}

interface RunParts {
  readonly controls: Controls;
  readonly histograms: KeptHistograms;
}

/** Keeps the record of a run: in its file, and at the front ends, which command the run through it. */
export class RunRecorder {
  readonly #recording: Recording;
  readonly #gearing: GearOptions;
  #controls: Controls | undefined;
  readonly #line: RunLine;
  readonly #file: RunFile;

  /** Begins the record of a run; undefined where no kernel with comms runs the program. */
  static open(facts: RunFacts, parts: RunParts): RunRecorder | undefined {
    return kernelHost() && new RunRecorder(facts, parts);
  }

  private constructor(facts: RunFacts, { controls, histograms }: RunParts) {
    this.#gearing = facts.gearing;
    this.#controls = controls;
    this.#recording = new Recording(fieldsOf(facts), histograms);
    this.#file = new RunFile(this.#recording.fields.id, {
      record: () => this.#recording.record(),
      onRefused: () => this.#line.tellAll(),
    });
    this.#line = new RunLine({
      snapshot: () => this.#snapshot(),
      patch: () => this.#recording.patch(),
      carryOut: (command) => this.#carryOut(command),
    });
    void this.#file.now();
  }

  /** The first step is about to come. */
  begin({ rate, before: step }: Inside, model: string | undefined): void {
    const learningRate = rate.latest;
    this.#recording.set({ rateChanges: rate.changes, learningRate, step, model: model ?? null });
    this.#line.soon();
  }

  event(event: RunEvent, { learningRate }: { readonly learningRate: number }): void {
    const { gear } = this.#recording.fields;
    this.#recording.event(event, learningRate);
    if (event.gear !== gear) {
      this.#recording.set({ device: deviceText(event.gear, this.#gearing) });
    }
    this.#line.soon();
    if (event.phase === "epoch") this.#file.soon();
  }

  /** The run waits, or goes on. */
  paused(waiting: boolean): void {
    this.#recording.set({ status: waiting ? "paused" : "running" });
    this.#line.soon();
    this.#file.soon();
  }

  rate(learningRate: number): void {
    this.#recording.set({ learningRate });
    this.#line.soon();
  }

  failed(error: unknown): void {
    const why = error instanceof Error ? error.message : String(error);
    this.#recording.set({ status: "failed", error: why, eta: 0 });
  }

  /** No more events will come; resolves when the file has the end. */
  async close(): Promise<void> {
    this.#controls = undefined;
    this.#recording.set({ ended: new Date().toISOString() });
    this.#line.soon();
    ended.push(this);
    if (ended.length > mostEnded) ended.shift()!.#line.close();
    await this.#file.end();
  }

  #snapshot(): Snapshot {
    const file = this.#file.works ? this.#file.path : null;
    return { type: "snapshot", record: this.#recording.record({ told: true }), file };
  }

  #carryOut(command: Exclude<FromPanel, { type: "hello" }>): void {
    if (command.type === "label") this.#label(command.labels);
    else if (command.type === "forget") this.#forget();
    else this.#control(command);
  }

  #label(labels: Partial<RunLabels>): void {
    this.#recording.set(labels);
    this.#line.soon();
    void this.#file.now();
  }

  #control(command: Exclude<FromPanel, { type: "hello" | "label" | "forget" }>): void {
    const controls = this.#controls;
    if (!controls) {
      throw new RangeError(
        `Cannot carry out ${command.type}: the run has ended; fit again, or change its labels`,
      );
    }
    if (command.type === "stop") controls.stop({ best: command.best as never });
    else if (command.type === "learning-rate") controls.learningRate = command.value;
    else controls[command.type]();
  }

  #forget(): void {
    if (this.#controls) {
      throw new RangeError("Cannot forget the run: it has not ended; stop it first");
    }
    ended.splice(ended.indexOf(this), 1);
    this.#line.close();
  }
}

function fieldsOf(facts: RunFacts): RunFields {
  const now = new Date();
  const { gearing, optimizer } = facts;
  const gear = gearing.gear === "eager" ? "eager" : "traced";
  return {
    id: runId(now),
    name: facts.name ?? `Run ${nextNumber()}`,
    tags: facts.tags,
    pinned: false,
    started: now.toISOString(),
    ended: null,
    status: "running",
    error: null,
    epochs: facts.epochs,
    epochSteps: facts.epochSteps,
    step: 0,
    elapsed: 0,
    eta: 0,
    waiting: 0,
    gear,
    device: deviceText(gear, gearing),
    note: null,
    learningRate: optimizer.learningRate,
    rateChanges: false,
    hyperParameters: facts.hyperParameters,
    best: {},
    smallerIsBetter: { loss: true },
    model: null,
  };
}

let runs: number | undefined;

/** Goes on from the records that there are. */
function nextNumber(): number {
  runs ??= recordsThere();
  runs += 1;
  return runs;
}

function recordsThere(): number {
  try {
    return readdirSync(runsFolder).filter((name) => name.endsWith(".run.json")).length;
  } catch {
    return 0;
  }
}
