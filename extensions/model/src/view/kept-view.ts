import { type ISignal, Signal } from "@lumino/signaling";
import { useSyncExternalStore } from "react";
import { type Check, isRecord, isText, list, oneOf, orNull } from "../check.js";
import type { Measure } from "../graph/heat.js";

export type Tab = "network" | "compare";

/** What the reader has chosen to see of a model. */
export interface ViewState {
  readonly tab: Tab;
  /** The blocks that are open, by id. */
  readonly open: readonly string[];
  readonly measure: Measure;
  /** The id of a box or a block. */
  readonly selected: string;
  /** The example that the model is fed with; null for none. */
  readonly example: number | null;
}

const checks: Readonly<Record<keyof ViewState, Check>> = {
  tab: oneOf("network", "compare"),
  open: list(isText),
  measure: oneOf("parameters", "multAdds", "time"),
  selected: isText,
  example: orNull((value) => Number.isInteger(value) && (value as number) >= 0),
};

/** The reader's choice, as far as there is one; the rest is as the view finds fit. */
export class KeptView {
  readonly #changed = new Signal<this, void>(this);
  #state: Partial<ViewState>;

  /** Takes up what was kept; what is not known in it is left out. */
  constructor(kept?: unknown) {
    const found = isRecord(kept) ? kept : {};
    const known = Object.entries(checks).filter(([name, check]) => check(found[name]));
    this.#state = Object.fromEntries(known.map(([name]) => [name, found[name]]));
  }

  get state(): Partial<ViewState> {
    return this.#state;
  }

  get changed(): ISignal<this, void> {
    return this.#changed;
  }

  change(part: Partial<ViewState>): void {
    this.#state = { ...this.#state, ...part };
    this.#changed.emit();
  }

  /** Calls back after each change, until what it returns is called. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#changed.connect(listener);
    return () => void this.#changed.disconnect(listener);
  };
}

/** What is chosen now; whoever uses it is drawn again when that changes. */
export function useKeptView(view: KeptView): Partial<ViewState> {
  return useSyncExternalStore(view.subscribe, () => view.state);
}
