import { inspect } from "node:util";
import { type KernelHost, kernelHost } from "../kernel-host.js";
import { Channel } from "./channel.js";
import { checkChange } from "./check-change.js";
import { describe, without } from "./describe.js";
import { Emitter } from "./emitter.js";
import type { Events } from "./events.js";
import type { Kind } from "./kind.js";
import { forget, introduce, remember } from "./open-models.js";
import { same } from "./same.js";
import { WireForm } from "./wire-form.js";

type Values<E> = E extends readonly unknown[] ? E : never;

/**
 * What all widgets have beside their own properties. A widget lives in the kernel; front ends get
 * copies of it, from when it is first shown until it is closed, and changes go both ways. Those of
 * a front end arrive when the program has a turn: a cell that awaits sees them while it runs, one
 * that never awaits when it has ended; what that one changes is seen at once all the same.
 */
export class Model<P extends object> {
  readonly #kind: Kind<P>;
  readonly #form: WireForm<P>;
  readonly #values: P;
  readonly #events = new Emitter();
  #channel: Channel | undefined;
  #closed = false;

  /** Made by the functions that are named after the widgets. */
  constructor(kind: Kind<P>, values: Partial<P> = {}) {
    this.#kind = kind;
    this.#form = new WireForm(kind, this);
    this.#values = { ...kind.defaults };
    introduce(this, () => this.id);
    for (const name of Object.keys(kind.defaults) as (keyof P)[]) {
      if (!kind.unexposed?.includes(name)) this.#addProperty(name);
    }
    this.set(values);
  }

  /** The id that front ends know the widget by; they have it from now on. */
  get id(): string {
    const channel = this.#open();
    if (channel === undefined) throw new TypeError(`Cannot show ${inspect(this)}`);
    return channel.id;
  }

  /** Changes several properties at once: they are checked together, and sent in one message. */
  set(change: Partial<P>): void {
    const checked = checkChange(this.#kind, change);
    const settled = this.#kind.settle?.(checked, this.#values) ?? checked;
    const previous = { ...this.#values };
    const names = (Object.keys(settled) as (keyof P & string)[]).filter(
      (name) => !same(settled[name], previous[name]),
    );
    for (const name of names) this.#values[name] = settled[name] as P[typeof name];
    this.#channel?.touch(this.#form.namesOf(names));
    for (const name of names) {
      this.#events.emit(`change:${name}`, this.#values[name], previous[name]);
    }
    if (names.includes("value" as never)) {
      const key = "value" as keyof P;
      this.#events.emit("change", this.#values[key], previous[key]);
    }
  }

  /**
   * Calls `listener` when the value changes ("change"), another property does ("change:min"), the
   * front end sends a message ("message"), or the widget is closed ("close"). What it prints is
   * shown at the cell that added it. Gives a function that ends this.
   */
  on<E extends keyof Events<P> & string>(
    event: E,
    listener: (...values: Values<Events<P>[E]>) => unknown,
  ): () => void {
    return this.#events.on(event, listener as (...values: never[]) => unknown);
  }

  /**
   * Resolves to the next value that the widget gets, so that a cell can wait for it; to what comes
   * with another event if one is named. Rejects when the widget is closed.
   */
  next<E extends keyof Events<P> & string = "change" & keyof Events<P>>(
    event: E = "change" as E,
  ): Promise<Events<P>[E] extends readonly [infer V, ...unknown[]] ? V : undefined> {
    return new Promise((resolve, reject) => {
      const closed = (): void => {
        reject(new Error(`Cannot wait for ${event} of ${inspect(this)}: it was closed`));
      };
      if (this.#closed) return closed();
      const stops = [this.#events.on(event, arrived), this.#events.on("close", closed)];
      function arrived(value: never): void {
        for (const stop of stops) stop();
        resolve(value);
      }
    });
  }

  /** Sends a message of the widget's own to its front ends. */
  send(content: unknown, buffers: readonly Uint8Array[] = []): void {
    this.#open()?.send(content, buffers);
  }

  /** Takes the widget away, here and in the front ends. A closed one is not shown again. */
  close(): void {
    if (this.#closed) return;
    this.#channel?.close();
    this.#ended();
  }

  [Symbol.dispose](): void {
    this.close();
  }

  /** How a kernel shows the widget. */
  [Symbol.for("Jupyter.display")](): Record<string, unknown> {
    const channel = this.#open();
    const text = { "text/plain": inspect(this) };
    if (channel === undefined || this.#kind.view === null) return text;
    const view = { version_major: 2, version_minor: 0, model_id: channel.id };
    return { ...text, "application/vnd.jupyter.widget-view+json": view };
  }

  /** How `console.log` and a host without widgets show it. */
  [inspect.custom](): string {
    const text = describe(this.#kind, this.#values);
    if (this.#closed) return `${text} (closed)`;
    return kernelHost() ? text : without(text);
  }

  #open(): Channel | undefined {
    const host = kernelHost();
    if (this.#channel || this.#closed || host === undefined) return this.#channel;
    this.#channel = this.#opened(host);
    return this.#channel;
  }

  #opened(host: KernelHost): Channel {
    const wireState = (names?: ReadonlySet<string>) => this.#form.write(this.#values, names);
    const channel = new Channel(
      {
        wireState,
        receive: (state) => this.set(this.#form.read(state)),
        echoes: (name) => this.#form.echoes(name),
        message: (content, buffers) => this.#events.emit("message", content, buffers),
        closed: () => this.#ended(),
      },
      host,
    );
    remember(channel.id, { model: this, wireState });
    return channel;
  }

  #ended(): void {
    this.#closed = true;
    if (this.#channel) forget(this.#channel.id);
    this.#channel = undefined;
    this.#events.emit("close");
  }

  #addProperty(name: keyof P): void {
    Object.defineProperty(this, name, {
      enumerable: true,
      configurable: true,
      get: () => this.#values[name],
      set: (value: P[keyof P]) => {
        const current: unknown = this.#values[name];
        // `widget.layout = { width: "50%" }` changes the layout that the widget has.
        if (current instanceof Model && !(value instanceof Model)) current.set(value as object);
        else this.set({ [name]: value } as unknown as Partial<P>);
      },
    });
  }
}
