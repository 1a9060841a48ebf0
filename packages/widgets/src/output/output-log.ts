import type { Captured } from "../kernel-host.js";
import { errorItem } from "./error-item.js";

/** One output, as notebooks have them. */
export type OutputItem =
  | { readonly output_type: "stream"; readonly name: "stdout" | "stderr"; readonly text: string }
  | {
      readonly output_type: "display_data";
      readonly data: Readonly<Record<string, unknown>>;
      readonly metadata: object;
    }
  | {
      readonly output_type: "error";
      readonly ename: string;
      readonly evalue: string;
      readonly traceback: readonly string[];
    };

/** Milliseconds between two publications while output comes. */
const pace = 50;

/**
 * Gathers output, and publishes all there is from time to time: `publish` is called at most every
 * 50 ms while something comes, also by code that never awaits, and at the end.
 */
export class OutputLog {
  readonly #publish: (items: readonly OutputItem[]) => void;
  readonly #places = new Map<string, number>();
  #items: OutputItem[] = [];
  #clearing = false;
  #publishedAt = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(publish: (items: readonly OutputItem[]) => void) {
    this.#publish = publish;
  }

  /** More output is to come; what comes at once is published together. */
  begin(): void {
    this.#publishedAt = performance.now();
  }

  /** Takes output as the kernel hands it over. */
  readonly add = (captured: Captured): void => {
    if (captured.type === "clear") this.clear(captured);
    else if (captured.type === "stream") this.#print(captured);
    else this.#display(captured);
  };

  /** Takes an error. */
  fail(error: unknown): void {
    this.#beginItem();
    this.#items.push(errorItem(error));
    this.#later();
  }

  /** Forgets all output; with `wait` only when other output comes. */
  clear({ wait = false }: { readonly wait?: boolean } = {}): void {
    this.#clearing = wait;
    if (wait) return;
    this.#empty();
    this.#later();
  }

  /** Publishes what there is; what waits to be replaced is left. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#publishedAt = performance.now();
    this.#publish([...this.#items]);
  }

  /** The output has come to its end: nothing that came later replaces what waits for that. */
  end(): void {
    if (this.#clearing) this.#empty();
    this.flush();
  }

  #print({ name, text }: Extract<Captured, { type: "stream" }>): void {
    this.#beginItem();
    const last = this.#items.at(-1);
    if (last?.output_type === "stream" && last.name === name) {
      this.#items[this.#items.length - 1] = { ...last, text: last.text + text };
    } else this.#items.push({ output_type: "stream", name, text });
    this.#later();
  }

  #display({ data, displayId, update }: Extract<Captured, { type: "display" }>): void {
    const place = displayId === undefined ? undefined : this.#places.get(displayId);
    const item = { output_type: "display_data", data: JSON.parse(data), metadata: {} } as const;
    if (update) {
      if (place === undefined) return;
      this.#items[place] = item;
    } else {
      this.#beginItem();
      if (displayId !== undefined) this.#places.set(displayId, this.#items.length);
      this.#items.push(item);
    }
    this.#later();
  }

  #beginItem(): void {
    if (this.#clearing) this.#empty();
  }

  #empty(): void {
    this.#clearing = false;
    this.#items = [];
    this.#places.clear();
  }

  #later(): void {
    const rest = this.#publishedAt + pace - performance.now();
    if (rest <= 0) this.flush();
    else this.#timer ??= setTimeout(() => this.flush(), rest);
  }
}
