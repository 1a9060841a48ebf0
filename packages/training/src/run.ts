import { EventEmitter, on } from "node:events";
import { type RunEvent, type RunView, runView } from "@rosenblatt/plots";
import { Access, type Inside } from "./access.js";
import { bestOf } from "./best.js";
import { emptyHistory, type History, type HistoryKey, type Metrics } from "./history.js";
import { nextTurn } from "./next-turn.js";
import { Pause } from "./pause.js";
import { checkRate } from "./rate.js";
import type { RunFacts } from "./record/run-facts.js";
import { RunRecorder } from "./record/run-recorder.js";
import type { RunAccess } from "./run-access.js";
import { type RunButtons, runButtons } from "./run-buttons.js";
import type { SeenTraining } from "./seen-training.js";

/** How a run was asked to end before its last epoch. */
export type EarlyEnd = "stopped" | "interrupted";

/** What the training loop may do with its run. */
export interface RunControl<M extends Metrics> {
  readonly history: History<M>;
  /** Aborted with an `EarlyEnd` as its reason. */
  readonly signal: AbortSignal;
  /** Where batches wait while the run is paused. */
  readonly pause: Pause;
  /** Gives callbacks what they may see, before the first event. */
  open(inside: Inside): void;
  /** Draws an event and tells everyone of it. */
  emit(event: RunEvent): Promise<void>;
  /** Draws an event of a time before the run was resumed. */
  draw(event: RunEvent): void;
  /** Emits the last event; a run that was not interrupted has its best weights then, if asked for. */
  end(event: RunEvent): Promise<void>;
}

/**
 * Called with each event, in order; training waits for it. A run that is resumed tells again of the
 * last epoch that had ended.
 */
export type Callback = (event: RunEvent, run: RunAccess) => void | Promise<void>;

interface RunOptions<M extends Metrics> {
  readonly metrics: M;
  readonly on: readonly Callback[];
  readonly show: boolean;
  /** The optimizer's. */
  readonly learningRate: number;
  /** The model's training, as the model view sees it. */
  readonly seen: SeenTraining;
  /** What a record tells of it; undefined for none. */
  readonly facts: RunFacts | undefined;
}

/**
 * A training in progress. Awaiting it gives its history; iterating it gives its events; as the last
 * expression of a cell it draws itself, live. `stop()`, the button under its bar,
 * Ctrl-C and the kernel's interrupt end it after the step in hand, with a valid model and the history so far.
 *
 * @example
 * const run = fit(model, data, { epochs: 50 });
 * for await (const { phase, epoch } of run) {
 *   if (phase === "epoch" && epoch === 1) run.stop();
 * }
 * (await run).loss.length; // 2
 */
export class Run<M extends Metrics> implements PromiseLike<History<M>>, AsyncIterable<RunEvent> {
  readonly history: History<M>;
  readonly #view: RunView = runView({ control: () => this.#drawnButtons() });
  readonly #emitter = new EventEmitter();
  readonly #abort = new AbortController();
  readonly #pause = new Pause(this.#abort.signal, (waiting) => this.#paused(waiting));
  readonly #callbacks: readonly Callback[];
  readonly #seen: SeenTraining;
  readonly #recorder: RunRecorder | undefined;
  readonly #done: Promise<History<M>>;
  #last: RunEvent | undefined;
  /** No event will come. */
  #ended = false;
  #access: Access | undefined;
  readonly #firstRate: number;
  /** Set before there was an optimizer, or the last when the run has ended. */
  #rate: number | undefined;
  #buttons: RunButtons | undefined;
  /** Nothing more is to be drawn by awaiting or iterating. */
  #shown: boolean;

  /** Starts `train` at once; `fit` is the way to make one. */
  constructor(
    train: (control: RunControl<M>) => Promise<void>,
    { metrics, on: callbacks, show, learningRate, seen, facts }: RunOptions<M>,
  ) {
    this.#shown = !show;
    this.history = emptyHistory(metrics);
    this.#callbacks = callbacks;
    this.#firstRate = learningRate;
    this.#seen = seen;
    this.#recorder =
      facts && RunRecorder.open(facts, { controls: this, histograms: seen.histograms });
    this.#done = this.#start(train);
  }

  /** The latest event; undefined before the first step. */
  get latest(): RunEvent | undefined {
    return this.#last;
  }

  /** Whether the run waits, or will after the step in hand. */
  get paused(): boolean {
    return this.#pause.asked;
  }

  /**
   * The learning rate of the latest step. One that is set holds from the next step on, in place of
   * the optimizer's; a schedule multiplies it.
   *
   * @example
   * const run = fit(model, data, { optimizer: adam(1e-2), epochs: 4 });
   * for await (const { phase, epoch } of run) {
   *   if (phase === "epoch" && epoch === 1) run.learningRate = 1e-3;
   * }
   * @throws RangeError unless it is set to a number above 0, or when the run has ended; TypeError
   * for an optimizer that does not allow it.
   */
  get learningRate(): number {
    return this.#access?.learningRate ?? this.#rate ?? this.#firstRate;
  }

  set learningRate(value: number) {
    checkRate(value);
    if (this.#ended) {
      throw new RangeError(
        `Cannot set the learning rate to ${value}: the run has ended; fit again with another optimizer`,
      );
    }
    if (this.#access) this.#access.learningRate = value;
    else this.#rate = value;
    this.#recorder?.rate(this.learningRate);
  }

  /**
   * Lets the run wait after the step in hand; its clock stands still. It can be stopped and
   * interrupted meanwhile.
   *
   * @example
   * const run = fit(model, data, { epochs: 2 });
   * run.pause();
   * setTimeout(() => run.resume(), 100);
   * await run;
   */
  pause(): void {
    if (!this.#ended) this.#pause.ask();
    this.#buttons?.show({ paused: this.paused });
  }

  /** Lets a paused run go on. */
  resume(): void {
    this.#pause.resume();
    this.#buttons?.show({ paused: false });
  }

  /**
   * Ends the run after the step in hand. With `best`, the model gets the weights of the best epoch
   * by that key, such as `"valLoss"`. They are kept from the start for models of up to 10 million
   * parameters; for larger ones `earlyStopping({ key })` or a callback's `keepBest(key)` asks for it.
   *
   * @example
   * const run = fit(model, data, { epochs: 50 });
   * for await (const { phase, epoch } of run) {
   *   if (phase === "epoch" && epoch === 2) run.stop({ best: "valLoss" });
   * }
   * @throws RangeError when there are no such weights; the run then goes on.
   */
  stop({ best }: { readonly best?: HistoryKey<M> } = {}): void {
    if (best !== undefined) this.#endWithBest(best);
    this.#end("stopped");
  }

  /** The epoch (from 0) with the best value of `key`: the smallest of a loss or an error, the largest of a metric. */
  best(key: HistoryKey<M>): { epoch: number; value: number } {
    const values = this.history[key];
    if (values.length === 0) {
      throw new RangeError(`Cannot name the best ${key}: no epoch has ended; await the run first`);
    }
    return bestOf(key, values);
  }

  // biome-ignore lint/suspicious/noThenProperty: a run is awaited like a promise
  then<A = History<M>, B = never>(
    onHistory?: ((history: History<M>) => A | PromiseLike<A>) | null,
    onError?: ((error: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    this.#showOnce();
    return this.#done.then(onHistory, onError);
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<RunEvent> {
    this.#showOnce();
    if (!this.#ended) {
      for await (const [event] of on(this.#emitter, "event", { close: ["close"] })) {
        yield event as RunEvent;
      }
    }
    await this.#done;
  }

  /** Draws the run here, live. */
  show(): void {
    this.#shown = true;
    this.#view.show();
  }

  [Symbol.for("Jupyter.display")](): Record<string, unknown> {
    this.show();
    return {};
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    this.show();
    return "";
  }

  #showOnce(): void {
    if (!this.#shown) {
      this.show();
    }
  }

  #end(reason: EarlyEnd): void {
    this.#abort.abort(reason);
  }

  #endWithBest(key: string): void {
    if (this.#ended) {
      throw new RangeError(
        `Cannot stop with the best weights by ${key}: the run has ended; stop it while it runs, or ` +
          `fit with on: [earlyStopping({ key: "${key}" })]`,
      );
    }
    if (!this.#access) {
      throw new RangeError(
        `Cannot stop with the best weights by ${key}: no epoch has ended; stop without, or wait for one`,
      );
    }
    this.#access.endWithBest(key);
  }

  #paused(waiting: boolean): void {
    this.#view.pause(waiting);
    this.#recorder?.paused(waiting);
  }

  async #start(train: (control: RunControl<M>) => Promise<void>): Promise<History<M>> {
    const interrupt = () => this.#end("interrupted");
    // A listener added while `vm` runs a cell with `breakOnSigint`, as tslab does, is lost after it.
    await nextTurn();
    process.once("SIGINT", interrupt);
    try {
      await train({
        history: this.history,
        signal: this.#abort.signal,
        pause: this.#pause,
        open: (inside) => this.#open(inside),
        emit: (event) => this.#emit(event),
        draw: (event) => {
          this.#view.event(event);
          this.#recorder?.event(event, this.#access!);
        },
        end: (event) => this.#finish(event),
      });
      return this.history;
    } catch (error) {
      this.#recorder?.failed(error);
      if (this.#last) {
        await this.#emit({ ...this.#last, phase: "end", status: "failed", eta: 0 });
      }
      throw error;
    } finally {
      process.removeListener("SIGINT", interrupt);
      this.#buttons?.close();
      this.#ended = true;
      // The best weights that were kept are no longer needed.
      this.#rate = this.learningRate;
      this.#access = undefined;
      await this.#recorder?.close();
      this.#emitter.emit("close");
    }
  }

  #open(inside: Inside): void {
    const access = new Access(inside, { history: this.history, stop: () => this.stop() });
    if (this.#rate !== undefined) access.learningRate = this.#rate;
    this.#access = access;
    const model = this.#seen.begin(inside.progress.epoch);
    this.#recorder?.begin(inside, model);
  }

  #drawnButtons(): unknown {
    this.#buttons = runButtons(this);
    return this.#buttons?.view;
  }

  async #finish(event: RunEvent): Promise<void> {
    const { ending } = this.#access!;
    const restores = event.status !== "interrupted" && ending !== undefined;
    const note = [event.note, restores ? ending : undefined].filter(Boolean).join("; ");
    await this.#emit({ ...event, note: note || undefined });
    if (restores) this.#access!.restore();
  }

  async #emit(event: RunEvent): Promise<void> {
    this.#last = event;
    this.#view.event(event);
    if (event.phase === "epoch") this.#seen.epoch(event.epoch + 1);
    if (event.phase === "end") this.#seen.end();
    this.#recorder?.event(event, this.#access!);
    this.#emitter.emit("event", event);
    for (const callback of this.#callbacks) {
      await callback(event, this.#access!);
    }
  }
}
