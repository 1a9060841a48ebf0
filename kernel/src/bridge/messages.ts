import type { MagicCall } from "../magics/magic-call.js";
import type { CallMessage } from "./calls.js";

/** A place in the user's own text: a cell's or a file's; line and column count from 1. */
export interface Frame {
  /** The number of the cell, or undefined in a file. */
  readonly cell?: number;
  /** The path of the file, or undefined in a cell. */
  readonly file?: string;
  readonly caller?: string;
  readonly line: number;
  readonly column: number;
}

/** An error as it crosses from the user's thread to the protocol's. */
export interface Failure {
  readonly name: string;
  readonly message: string;
  readonly frames: readonly Frame[];
  /** Further properties of the error, as text. */
  readonly details?: string;
  readonly cause?: Failure;
}

/** A cell compiled to JavaScript. */
export interface Program {
  readonly id: number;
  /** What the user sees in `[ ]`. */
  readonly count: number;
  readonly code: string;
  /** What leads from `code` back to the cell's text. */
  readonly maps: Maps;
  /** Numbers of the earlier cells whose names it uses. */
  readonly uses: readonly number[];
  /** Whether it may load TypeScript files. */
  readonly loadsFiles: boolean;
  /** The magics that it calls, by their numbers. */
  readonly magics?: readonly MagicCall[];
  /** The path of the file whose text it is, unless it is a cell's. */
  readonly path?: string;
  /** What the user is told before it runs. */
  readonly warning?: string;
  /** A file that the cell stands for, which other cells import. */
  readonly defines?: { readonly path: string; readonly text: string };
}

/**
 * Source maps, as JSON, from the last text made to the first; and by how many columns the first
 * line of that is to the right of the cell's.
 */
export interface Maps {
  readonly steps: readonly string[];
  readonly shift: number;
}

/** How a cell ended. `data` is the MIME bundle of its value, as JSON. */
export type Outcome =
  | { readonly status: "ok"; readonly data?: string }
  | { readonly status: "error"; readonly failure: Failure }
  | { readonly status: "interrupted"; readonly frames: readonly Frame[] };

/** What the protocol's thread asks of the user's. */
export type Command =
  | { readonly type: "run"; readonly program: Program }
  /** Tells listeners of SIGINT, and the child processes of these cells. */
  | { readonly type: "interrupt"; readonly cells: readonly number[] }
  /** Ends running cells without waiting for them; is answered by "abandoned". */
  | { readonly type: "abandon"; readonly cells: readonly number[] }
  | { readonly type: "exit" }
  | CallMessage;

/** What the user's thread tells the protocol's. `cell` is the id of the program it belongs to. */
export type Report =
  | {
      readonly type: "stream";
      readonly cell: number;
      readonly name: StreamName;
      readonly text: string;
    }
  | { readonly type: "display"; readonly cell: number; readonly display: Display }
  | { readonly type: "published"; readonly cell: number; readonly names: readonly string[] }
  | { readonly type: "failed"; readonly cell: number; readonly failure: Failure }
  | { readonly type: "done"; readonly cell: number; readonly outcome: Outcome }
  /** A message for the clients that no other report stands for. */
  | { readonly type: "message"; readonly cell: number; readonly message: Publication }
  /** Something for the client that goes with the cell's answer. */
  | { readonly type: "payload"; readonly cell: number; readonly payload: Payload }
  /** A child process is about to write to the channel with this name. */
  | {
      readonly type: "channel";
      readonly cell: number;
      readonly channel: string;
      readonly name: StreamName;
    }
  /** The thread will be blocked by a child process, which is none of these. */
  | { readonly type: "child"; readonly others: readonly number[] }
  | { readonly type: "abandoned" }
  | { readonly type: "signal" }
  | CallMessage;

/** One of the two streams that a cell can print to. */
export type StreamName = "stdout" | "stderr";

/** A message for iopub; its content is JSON. */
export interface Publication {
  readonly type: string;
  readonly content: string;
  readonly metadata?: object | undefined;
  readonly buffers?: readonly Uint8Array[] | undefined;
}

/** How many bytes, about, a publication is. */
export function sizeOf({ content, buffers = [] }: Publication): number {
  return buffers.reduce((sum, { byteLength }) => sum + byteLength, content.length);
}

/** What a client is to do when a cell has ended; `source` says what that is. */
export interface Payload {
  readonly source: "page" | "set_next_input";
  readonly [field: string]: unknown;
}

/** A MIME bundle to show, and metadata by MIME type, each as JSON. */
export interface Display {
  readonly data: string;
  readonly metadata?: string | undefined;
  readonly displayId?: string | undefined;
  readonly update: boolean;
}

/** A member of a value, for completion. */
export interface Member {
  readonly name: string;
  readonly kind: "method" | "property";
}
