/** The comm target under which a panel reaches the session's values; see docs/variables-protocol.md. */
export const VARIABLES_TARGET = "rosenblatt.variables";

/** The cell that did something: the number that the user sees, and its id in the notebook. */
export interface CellOrigin {
  readonly count: number;
  readonly id?: string;
}

/** What a value is, as far as a panel treats it differently. */
export type Kind = "tensor" | "numbers" | "value" | "object" | "function" | "module";

/** The numbers in an array or tensor, as a whole; null where none of them is finite. */
export interface Statistics {
  readonly count: number;
  readonly min: number | null;
  readonly max: number | null;
  readonly mean: number | null;
  /** The standard deviation over all, as NumPy's default has it. */
  readonly deviation: number | null;
  readonly nan: number;
  readonly infinite: number;
  /** How many fall into each of equal parts of the range; empty where there is no range. */
  readonly bins: readonly number[];
}

/** One value in a few words. */
export interface Summary {
  readonly kind: Kind;
  /** The name of its class, or of its primitive type. */
  readonly type: string;
  readonly value: string;
  readonly shape?: readonly number[];
  readonly dtype?: string;
  readonly bytes?: number;
  readonly disposed?: true;
  /** Only where they are found at once. */
  readonly statistics?: Statistics;
  /** Whether it has children. */
  readonly opens: boolean;
}

/** A name of the session and its value. */
export interface Variable extends Summary {
  readonly name: string;
  /** The cell that set it last. */
  readonly cell?: CellOrigin;
}

/** Something inside a value; `step` leads to it, and is missing where nothing can. */
export interface Child extends Summary {
  readonly name: string;
  readonly step?: Step;
}

/** A property's name, or a position in an array, map or set. */
export type Step = string | number;

/** What leads to a value: a name of the session, then steps. */
export type Path = readonly [string, ...Step[]];

/** An axis, and the part of it from `start` up to but without `end`. */
export interface Window {
  readonly axis: number;
  readonly start: number;
  readonly end: number;
}

interface Asked {
  readonly id: number;
  readonly path: Path;
}

/** Asks for `count` children from `start` on; answered by `Children`. */
export interface ChildrenQuestion extends Asked {
  readonly type: "children";
  readonly start: number;
  readonly count: number;
}

/** Asks for what is at the end of the path; answered by `Child`. */
export interface ChildQuestion extends Asked {
  readonly type: "child";
}

/** Answered by `Statistics`. */
export interface StatisticsQuestion extends Asked {
  readonly type: "statistics";
}

/** How often numbers fall into each of `bins` equal parts of their range; `Histogram`. */
export interface HistogramQuestion extends Asked {
  readonly type: "histogram";
  readonly bins: number;
}

/** Asks for `Changes` now, and not only when a cell has ended. */
export interface Refresh {
  readonly type: "refresh";
}

/**
 * Numbers of a part of a tensor, row by row: those at `at` but for the axes of the windows, all of
 * the axis `channels`. With `block` n, the mean of each n by n. Answered by `Page` and a buffer.
 */
export interface PageQuestion extends Asked {
  readonly type: "page";
  readonly at: readonly number[];
  readonly rows: Window;
  readonly columns?: Window;
  readonly channels?: number;
  readonly block?: number;
}

export type Question =
  | ChildrenQuestion
  | ChildQuestion
  | StatisticsQuestion
  | HistogramQuestion
  | PageQuestion;

export interface Children {
  readonly total: number;
  readonly children: readonly Child[];
}

export interface Histogram {
  readonly low: number;
  readonly high: number;
  readonly counts: readonly number[];
}

/** The shape of what is in the buffer: little-endian float32 or float64. */
export interface Page {
  readonly rows: number;
  readonly columns: number;
  readonly channels: number;
  readonly dtype: "float32" | "float64";
}

/** What memory was when a cell had ended. */
export interface MemoryPoint {
  readonly cell: CellOrigin;
  /** Bytes of the kernel's process. */
  readonly process: number;
  /** Where a library tells of its tensors: their number and bytes, and what the cell added. */
  readonly tensors?: number;
  readonly bytes?: number;
  readonly added?: number;
}

/**
 * Tensors that a cell made and nobody disposed of. "lost": nothing can reach them any more.
 * "kept": each of its last runs left some that are still held.
 */
export interface Leak {
  readonly kind: "lost" | "kept";
  readonly cell?: CellOrigin;
  readonly tensors: number;
  readonly bytes: number;
  readonly runs: number;
}

/** What has changed since the last such message over this comm. */
export interface Changes {
  readonly type: "variables";
  readonly set: readonly Variable[];
  readonly gone: readonly string[];
  /** Names that are left out, as there are too many. */
  readonly left: number;
  readonly memory: readonly MemoryPoint[];
}

/** What TypeScript says that names are; follows `Changes`. */
export interface Types {
  readonly type: "types";
  readonly types: Readonly<Record<string, string>>;
}

/** All tensors that are known to be left behind; takes the place of what was said before. */
export interface Leaks {
  readonly type: "leaks";
  readonly leaks: readonly Leak[];
}

export interface Answer {
  readonly type: "answer";
  readonly id: number;
  readonly result: Children | Child | Statistics | Histogram | Page;
}

/** A question that cannot be answered. */
export interface Refusal {
  readonly type: "refusal";
  readonly id: number | null;
  readonly reason: string;
}

export type FromPanel = Question | Refresh;

export type FromKernel = Changes | Types | Leaks | Answer | Refusal;
