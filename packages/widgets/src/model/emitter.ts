import { kernelHost } from "../kernel-host.js";

type Listener = (...values: never[]) => unknown;

/** Listeners by event. An error in one reaches neither the others nor who made the event. */
export class Emitter {
  readonly #listeners = new Map<string, Set<Listener>>();

  /** Calls `listener` at each event, as part of the cell that runs now. Gives what ends that. */
  on(event: string, listener: Listener): () => void {
    const bound = (kernelHost()?.bind ?? identity)(guarded(listener)) as Listener;
    const listeners = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, listeners.add(bound));
    return () => void listeners.delete(bound);
  }

  /** Calls the listeners of an event in the order in which they came. */
  emit(event: string, ...values: unknown[]): void {
    for (const listener of [...(this.#listeners.get(event) ?? [])]) {
      listener(...(values as never[]));
    }
  }
}

function identity<T>(value: T): T {
  return value;
}

/** Leaves errors to whoever shows those that nobody catches; a kernel does so at the right cell. */
function guarded(listener: Listener): Listener {
  return (...values) => {
    try {
      return listener(...values);
    } catch (error) {
      return Promise.reject(error);
    }
  };
}
