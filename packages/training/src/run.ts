import { EventEmitter, on } from "node:events";
import { type RunEvent, type RunView, runView } from "@rosenblatt/plots";
import { Access, type Inside } from "./access.js";
import { bestOf } from "./best.js";
import { emptyHistory, type History, type HistoryKey, type Metrics } from "./history.js";
import { nextTurn } from "./next-turn.js";
import type { RunAccess } from "./run-access.js";
import type { Progress } from "./state/progress.js";
import { stopButton } from "./stop-button.js";

/** How a run was asked to end before its last epoch. */
export type EarlyEnd = "stopped" | "interrupted";

/** What the training loop may do with its run. */
export interface RunControl<M extends Metrics> {
  readonly history: History<M>;
  /** Aborted with an `EarlyEnd` as its reason. */
  readonly signal: AbortSignal;
  /** Gives callbacks what they may see, before the first event. */
  open(inside: Inside): void;
  /** Draws an event and tells everyone of it. */
  emit(event: RunEvent): Promise<void>;
  /** Draws an event of a time before the run was resumed. */
  draw(event: RunEvent): void;
  /** Gives the model its best weights, when a callback has asked for that. */
  restoreBest(progress: Progress): void;
}

/**
 * Called with each event, in order; training waits for it. A run that is resumed tells again of the
 * last epoch that had ended.
 */
export type Callback = (event: RunEvent, run: RunAccess) => void | Promise<void>;

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
  readonly #view: RunView = runView({ control: () => this.#button() });
  readonly #emitter = new EventEmitter();
  readonly #abort = new AbortController();
  readonly #callbacks: readonly Callback[];
  readonly #done: Promise<History<M>>;
  #last: RunEvent | undefined;
  /** No event will come. */
  #ended = false;
  #access: Access | undefined;
  #closeButton: (() => void) | undefined;
  /** Nothing more is to be drawn by awaiting or iterating. */
  #shown: boolean;

  /** Starts `train` at once; `fit` is the way to make one. */
  constructor(
    train: (control: RunControl<M>) => Promise<void>,
    { metrics, on: callbacks, show }: { metrics: M; on: readonly Callback[]; show: boolean },
  ) {
    this.#shown = !show;
    this.history = emptyHistory(metrics);
    this.#callbacks = callbacks;
    this.#done = this.#start(train);
  }

  /** The latest event; undefined before the first step. */
  get latest(): RunEvent | undefined {
    return this.#last;
  }

  /** Ends the run after the step in hand. */
  stop(): void {
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

  async #start(train: (control: RunControl<M>) => Promise<void>): Promise<History<M>> {
    const interrupt = () => this.#end("interrupted");
    // A listener added while `vm` runs a cell with `breakOnSigint`, as tslab does, is lost after it.
    await nextTurn();
    process.once("SIGINT", interrupt);
    try {
      await train({
        history: this.history,
        signal: this.#abort.signal,
        open: (inside) => {
          this.#access = new Access(inside, { history: this.history, stop: () => this.stop() });
        },
        emit: (event) => this.#emit(event),
        draw: (event) => this.#view.event(event),
        restoreBest: (progress) => {
          if (this.#access?.restored !== undefined) progress.restoreBest(this.#access.restored);
        },
      });
      return this.history;
    } catch (error) {
      if (this.#last) {
        await this.#emit({ ...this.#last, phase: "end", status: "failed", eta: 0 });
      }
      throw error;
    } finally {
      process.removeListener("SIGINT", interrupt);
      this.#closeButton?.();
      this.#ended = true;
      this.#emitter.emit("close");
    }
  }

  #button(): unknown {
    const made = stopButton(() => this.stop());
    this.#closeButton = () => made?.close();
    return made;
  }

  async #emit(event: RunEvent): Promise<void> {
    this.#last = event;
    this.#view.event(event);
    this.#emitter.emit("event", event);
    for (const callback of this.#callbacks) {
      await callback(event, this.#access!);
    }
  }
}
