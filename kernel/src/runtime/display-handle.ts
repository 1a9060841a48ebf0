import { inspect } from "node:util";
import { displaySymbol } from "../display/bundle.js";

/** How something is shown: under which id, in place of what has it, with which metadata. */
export interface ShowOptions {
  readonly id?: string;
  readonly update?: boolean;
  /** For the MIME type of a helper; by MIME type for whole bundles. */
  readonly metadata?: Readonly<Record<string, unknown>>;
  readonly [name: string]: unknown;
}

/** Shows content under an id. */
export type Show = (content: unknown, options: ShowOptions & { readonly id: string }) => void;

/** Something that was shown, to be replaced from any cell; as a cell's value it shows nothing. */
export class DisplayHandle {
  readonly id: string;
  readonly #show: Show;
  readonly #options: ShowOptions;
  readonly #clear: (id: string) => void;

  constructor(id: string, { show, options, clear }: HandleParts) {
    this.id = id;
    this.#show = show;
    this.#options = options;
    this.#clear = clear;
  }

  /** Shows other content of the same kind in its place. */
  update(content: unknown, options: ShowOptions = {}): this {
    this.#show(content, { ...this.#options, ...options, id: this.id, update: true });
    return this;
  }

  /** Empties its place. */
  clear(): void {
    this.#clear(this.id);
  }

  [displaySymbol](): object {
    return {};
  }

  [inspect.custom](): string {
    return `display ${this.id}`;
  }
}

interface HandleParts {
  readonly show: Show;
  readonly options: ShowOptions;
  readonly clear: (id: string) => void;
}

let count = 0;
const session = Math.random().toString(36).slice(2, 10);

/** A function that shows content and gives its handle. */
export function shower(
  show: Show,
  clear: (id: string) => void,
): (content: unknown, options?: ShowOptions) => DisplayHandle {
  return (content, options = {}) => {
    const id = options.id ?? `display-${session}-${++count}`;
    show(content, { ...options, id });
    return new DisplayHandle(id, { show, options, clear });
  };
}
