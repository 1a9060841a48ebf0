import { isDeepStrictEqual } from "node:util";
import type { Comm, CommMessage, KernelHost } from "../kernel-host.js";
import { type BufferPath, join, separate } from "../wire/buffers.js";
import { always } from "./always.js";
import { holding } from "./hold.js";

type Wire = Record<string, unknown>;

/** What a channel needs of its model; names are the protocol's. */
export interface Synced {
  /** The properties as the front end has them, all or some. */
  wireState(names?: ReadonlySet<string>): Wire;
  /** Takes over what a front end has set. Throws where that is not allowed. */
  receive(state: Wire): void;
  /** Whether a front end wants to hear what one of them sent. */
  echoes(name: string): boolean;
  /** A message of the widget's own. */
  message(content: unknown, buffers: readonly Uint8Array[]): void;
  /** A front end has closed the widget. */
  closed(): void;
}

const version = "2.1.0";
/** Milliseconds after which a loop that never awaits is seen to have changed something. */
const patience = 10;

/**
 * Keeps the model of one widget and its copies in the front ends the same. The first change is sent
 * at once; those that follow it in the same turn leave together at its end.
 */
export class Channel {
  readonly #synced: Synced;
  readonly #comm: Comm;
  readonly #changed = new Set<string>();
  /** What the front end has just sent; it need not hear it again. */
  #lock: Wire = {};
  #sentAt = Number.NEGATIVE_INFINITY;

  /** Opens the widget in the front ends. */
  constructor(synced: Synced, { comms }: KernelHost) {
    this.#synced = synced;
    const { state, buffer_paths, buffers } = separate(synced.wireState());
    const data = { state, buffer_paths };
    this.#comm = comms.open("jupyter.widget", { data, buffers, metadata: { version } });
    this.#comm.onMessage = (message) => this.#take(message);
    this.#comm.onClose = () => synced.closed();
  }

  /** The model's id in the front ends. */
  get id(): string {
    return this.#comm.id;
  }

  /** Properties have changed. */
  touch(names: readonly string[]): void {
    for (const name of names) {
      const known = name in this.#lock && isDeepStrictEqual(this.#asJson(name), this.#lock[name]);
      if (known) this.#changed.delete(name);
      else this.#changed.add(name);
    }
    if (this.#changed.size === 0 || holding(this)) return;
    if (performance.now() - this.#sentAt > patience) this.flush();
    else queueMicrotask(() => this.flush());
  }

  /** Sends what has changed. */
  flush(): void {
    if (this.#changed.size === 0) return;
    const state = this.#synced.wireState(this.#changed);
    this.#changed.clear();
    for (const name of Object.keys(state)) {
      if (name in this.#lock) this.#lock[name] = state[name];
    }
    this.#sentAt = performance.now();
    this.#post("update", state);
  }

  /** Sends a message of the widget's own, after what has changed before it. */
  send(content: unknown, buffers: readonly Uint8Array[]): void {
    this.flush();
    this.#comm.send({ method: "custom", content }, { buffers });
  }

  /** Ends the widget in the front ends. */
  close(): void {
    this.#changed.clear();
    this.#comm.close();
  }

  #take({ data, buffers }: CommMessage): void {
    if (data.method === "request_state") this.#post("update", this.#synced.wireState());
    else if (data.method === "custom") this.#synced.message(data.content, buffers);
    else if (data.method === "update") {
      const state = data.state as Wire;
      join(state, { buffer_paths: (data.buffer_paths ?? []) as BufferPath[], buffers });
      this.#update(state);
    }
  }

  #update(state: Wire): void {
    this.#echo(state);
    this.#lock = { ...state };
    const unlock = (): void => {
      this.#lock = {};
    };
    always(() => this.#receive(state), unlock);
  }

  #receive(state: Wire): void {
    try {
      this.#synced.receive(state);
    } catch (error) {
      // The front end is told what is so instead.
      this.#post("update", this.#synced.wireState(new Set(Object.keys(state))));
      throw error;
    }
  }

  #echo(state: Wire): void {
    if (/^(no|n|false|off|0|0\.0)$/i.test(process.env.JUPYTER_WIDGETS_ECHO ?? "")) return;
    const entries = Object.entries(state).filter(([name]) => this.#synced.echoes(name));
    if (entries.length > 0) this.#post("echo_update", Object.fromEntries(entries));
  }

  #post(method: string, wire: Wire): void {
    const { state, buffer_paths, buffers } = separate(wire);
    this.#comm.send({ method, state, buffer_paths }, { buffers });
  }

  /** What a front end would read of a property, where it holds no bytes. */
  #asJson(name: string): unknown {
    const value = this.#synced.wireState(new Set([name]))[name];
    return separate({ value }).buffers.length > 0 ? value : JSON.parse(JSON.stringify(value));
  }
}
