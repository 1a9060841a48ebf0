import type { IStateDB } from "@jupyterlab/statedb";
import { type ISignal, Signal } from "@lumino/signaling";
import { isCount, isFlag, isText, oneOf, record, recordOf } from "./check.js";
import { type Arrangement, columns } from "./rows.js";

/** How many children are shown of what is open, by `keyOf` its path. */
export type OpenRows = Readonly<Record<string, number>>;

/** What the reader has chosen to see in the panel. */
export interface PanelState {
  readonly arrangement: Arrangement;
  /** By the paths of notebooks, the last one to change at the end. */
  readonly open: Readonly<Record<string, OpenRows>>;
}

/** Not below `rosenblatt-tensors:`, where JupyterLab keeps which viewers to open again. */
const key = "rosenblatt-variables-view";
/** Notebooks of which it is kept what is open. */
const most = 20;

const isState = record({
  arrangement: record({
    filter: isText,
    sort: oneOf(...columns),
    descending: isFlag,
    functions: isFlag,
  }),
  open: recordOf(recordOf(isCount)),
});

/** The reader's choice in the panel, kept over reloads. */
export class PanelView {
  readonly #states: Pick<IStateDB, "save"> | null;
  readonly #changed = new Signal<this, void>(this);
  #state: PanelState;

  private constructor(states: Pick<IStateDB, "save"> | null, state: PanelState) {
    this.#states = states;
    this.#state = state;
  }

  /** The view as it was kept; one that cannot be read, or is not there, begins anew. */
  static async restored(
    states: Pick<IStateDB, "fetch" | "save"> | null,
    { functions }: Pick<Arrangement, "functions">,
  ): Promise<PanelView> {
    const kept = await states?.fetch(key);
    const first: Arrangement = { filter: "", sort: "name", descending: false, functions };
    const state = isState(kept)
      ? (kept as unknown as PanelState)
      : { arrangement: first, open: {} };
    return new PanelView(states, state);
  }

  get state(): PanelState {
    return this.#state;
  }

  /** Emitted when `state` is another. */
  get changed(): ISignal<this, void> {
    return this.#changed;
  }

  arrange(part: Partial<Arrangement>): void {
    this.#change({ arrangement: { ...this.#state.arrangement, ...part } });
  }

  /** Keeps what is open in a notebook. */
  setOpen(notebook: string, rows: OpenRows): void {
    const others = Object.entries(this.#state.open).filter(([path]) => path !== notebook);
    const all = Object.keys(rows).length > 0 ? [...others, [notebook, rows] as const] : others;
    this.#change({ open: Object.fromEntries(all.slice(-most)) });
  }

  #change(part: Partial<PanelState>): void {
    this.#state = { ...this.#state, ...part };
    void this.#states?.save(key, this.#state as never);
    this.#changed.emit();
  }
}
