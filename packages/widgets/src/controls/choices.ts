import { inspect } from "node:util";
import { same } from "../model/same.js";
import type { ControlProperties } from "../model/widget.js";

/** What can be chosen: values, which are shown as text, or values by the texts that are shown. */
export type Choices<T> = readonly T[] | Readonly<Record<string, T>>;

/** What `index`, `value` and `options` of a choice have in common. */
interface Chosen<T, V, I> {
  value: V;
  index: I;
  options: Choices<T>;
  optionsLabels: readonly string[];
}

/** Properties of a choice of one. */
export interface ChoiceProperties<T> extends ControlProperties {
  /** What is chosen. */
  value: T;
  /** Which one that is, from 0. */
  index: number | null;
  /** What can be chosen; what was chosen stays so where it still can be. */
  options: Choices<T>;
  /** The texts that are shown. */
  readonly optionsLabels: readonly string[];
  /** Whether nobody can choose. */
  disabled: boolean;
}

/** Properties of a choice of several. */
export interface MultipleProperties<T> extends Omit<ChoiceProperties<T>, "value" | "index"> {
  /** What is chosen, in the order of the options. */
  value: readonly T[];
  /** Which ones that are, from 0. */
  index: readonly number[];
}

/** What choices have in the kernel only. */
export const local = ["value", "options"] as const;

/** The texts and the values of choices. */
export function entriesOf<T>(choices: Choices<T>): readonly (readonly [label: string, value: T])[] {
  if (!Array.isArray(choices)) return Object.entries(choices as Readonly<Record<string, T>>);
  return choices.map((value: T) => [typeof value === "string" ? value : inspect(value), value]);
}

/** Completes the change of a choice of one. */
export function settleChoice<T, P extends Chosen<T, T, number | null>>(
  change: Partial<P>,
  state: Readonly<P>,
): Partial<P> {
  const options = change.options ?? state.options;
  const entries = entriesOf(options);
  const index = chosenIndex(entries, { change, state });
  const entry = entries[index];
  if (entry === undefined) {
    throw new RangeError(`Cannot choose: expected ${labels(entries)}, got ${asked(change)}`);
  }
  const optionsLabels = entries.map(([label]) => label);
  return { ...change, options, optionsLabels, index, value: entry[1] };
}

/** Completes the change of a choice of several. */
export function settleChoices<T, P extends Chosen<T, readonly T[], readonly number[]>>(
  change: Partial<P>,
  state: Readonly<P>,
): Partial<P> {
  const options = change.options ?? state.options;
  const entries = entriesOf(options);
  const wanted = change.value ?? state.value;
  const index = change.index ?? wanted.map((value) => indexOf(entries, value));
  const found = index.filter((position) => entries[position] !== undefined).sort((a, b) => a - b);
  if (found.length < index.length && change.options === undefined) {
    throw new RangeError(
      `Cannot choose: expected some of ${labels(entries)}, got ${asked(change)}`,
    );
  }
  const optionsLabels = entries.map(([label]) => label);
  const value = found.map((position) => entries[position]![1]);
  return { ...change, options, optionsLabels, index: found, value };
}

type Entries<T> = ReturnType<typeof entriesOf<T>>;

function chosenIndex<T, P extends Chosen<T, T, number | null>>(
  entries: Entries<T>,
  { change, state }: { change: Partial<P>; state: Readonly<P> },
): number {
  if (change.value !== undefined) return indexOf(entries, change.value);
  if (change.index !== undefined) return change.index ?? -1;
  if (change.options === undefined) return state.index ?? -1;
  return Math.max(0, indexOf(entries, state.value));
}

function indexOf<T>(entries: Entries<T>, wanted: T): number {
  return entries.findIndex(([, value]) => same(value, wanted));
}

function labels<T>(entries: Entries<T>): string {
  return entries.map(([label]) => label).join(", ") || "at least one option";
}

function asked({ value, index }: { value?: unknown; index?: unknown }): string {
  if (value === undefined && index === undefined) return "none";
  return value === undefined ? `number ${index}` : inspect(value);
}
