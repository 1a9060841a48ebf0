import type { IStateDB } from "@jupyterlab/statedb";
import { type ISignal, Signal } from "@lumino/signaling";
import { colorOf } from "../curves/colors.js";
import {
  type Check,
  isBoolean,
  isCount,
  isNumber,
  isObject,
  isText,
  listOf,
  oneOf,
  orNull,
} from "./check.js";
import type { Run } from "./run.js";
import type { RunList } from "./run-list.js";

/** A run that is compared, and which of the colours it has. */
export interface Compared {
  readonly id: string;
  readonly color: number;
}

/** What the reader has chosen to see, and how. */
export interface ViewState {
  readonly selected: string | null;
  readonly compared: readonly Compared[];
  /** 0 for none, below 1. */
  readonly smoothing: number;
  readonly logarithmic: boolean;
  readonly axis: "steps" | "epochs";
  /** Measures that are left out. */
  readonly hidden: readonly string[];
}

const isCompared: Check = (value) => isObject(value) && isText(value.id) && isCount(value.color);

const isSmoothing: Check = (value) =>
  isNumber(value) && (value as number) >= 0 && (value as number) < 1;

/** What each part must be. */
const checks: Readonly<Record<keyof ViewState, Check>> = {
  selected: orNull(isText),
  compared: listOf(isCompared),
  smoothing: isSmoothing,
  logarithmic: isBoolean,
  axis: oneOf("steps", "epochs"),
  hidden: listOf(isText),
};

type Change = (state: ViewState) => Partial<ViewState>;

/** Not below `rosenblatt-runs:`, where JupyterLab keeps which pages to open again. */
const key = "rosenblatt-runs-view";

/** The reader's choice, shared by the panel and the page that compares, and kept over reloads. */
export class View {
  readonly #runs: RunList;
  readonly #states: IStateDB | null;
  readonly #changed = new Signal<this, void>(this);
  #state: ViewState = {
    selected: null,
    compared: [],
    smoothing: 0.6,
    logarithmic: false,
    axis: "steps",
    hidden: ["learningRate"],
  };

  /** Changes from before it was known what was kept; undefined from then on. */
  #early: Change[] | undefined = [];

  constructor(runs: RunList, states: IStateDB | null) {
    this.#runs = runs;
    this.#states = states;
  }

  get changed(): ISignal<this, void> {
    return this.#changed;
  }

  get state(): ViewState {
    return this.#state;
  }

  /** The run whose details are shown: the chosen one, else the first. */
  get selected(): Run | undefined {
    const { selected } = this.#state;
    return (selected === null ? undefined : this.#runs.get(selected)) ?? this.#runs.runs[0];
  }

  /** The runs that are compared, with their colours. */
  get compared(): readonly { readonly run: Run; readonly color: string }[] {
    return this.#state.compared.flatMap(({ id, color }) => {
      const run = this.#runs.get(id);
      return run ? [{ run, color: colorOf(color) }] : [];
    });
  }

  /** Takes up what was kept, but parts that are not what they should be; changes since then hold. */
  async restore(defaults: Partial<ViewState>): Promise<void> {
    const kept = await this.#states?.fetch(key).catch(() => undefined);
    const early = this.#early ?? [];
    this.#early = undefined;
    this.#state = { ...this.#state, ...defaults, ...partsOf(kept) };
    for (const change of early) this.#state = { ...this.#state, ...change(this.#state) };
    if (early.length > 0) this.#save();
    this.#changed.emit();
  }

  change(part: Partial<ViewState>): void {
    this.#apply(() => part);
  }

  /** The colour of a run that is compared; the others have none. */
  colorOf(id: string): string | undefined {
    const found = this.#state.compared.find((compared) => compared.id === id);
    return found && colorOf(found.color);
  }

  /** Takes a run into the comparison, with the first colour that is free, or out of it. */
  compare(id: string, on: boolean): void {
    this.#apply(({ compared }) => {
      const others = compared.filter((one) => one.id !== id);
      const used = new Set(others.map(({ color }) => color));
      let color = 0;
      while (used.has(color)) color += 1;
      return { compared: on ? [...others, { id, color }] : others };
    });
  }

  /** Shows a measure, or leaves it out. */
  showMeasure(measure: string, on: boolean): void {
    this.#apply(({ hidden }) => {
      const others = hidden.filter((name) => name !== measure);
      return { hidden: on ? others : [...others, measure] };
    });
  }

  #apply(change: Change): void {
    this.#state = { ...this.#state, ...change(this.#state) };
    if (this.#early) this.#early.push(change);
    else this.#save();
    this.#changed.emit();
  }

  #save(): void {
    void this.#states?.save(key, { ...this.#state } as never);
  }
}

/** The parts of a state that are what they should be. */
function partsOf(kept: unknown): Partial<ViewState> {
  if (!isObject(kept)) return {};
  const names = Object.keys(checks) as (keyof ViewState)[];
  return Object.fromEntries(
    names.filter((name) => checks[name](kept[name])).map((name) => [name, kept[name]]),
  );
}
