import type { Tensor } from "onnxruntime-common";
import { tf } from "../tf.js";
import { fillVariable, traced } from "../trace/backend.js";
import type { Values, VariableUse } from "../trace/graph.js";
import type { Cell } from "../trace/traced-backend.js";
import { type HostTensor, room, view } from "./host-tensor.js";

/** A variable's numbers before and after a step, in two buffers that change places. */
export class VariableBuffer {
  readonly #variable: tf.Variable;
  readonly #signature: Omit<HostTensor, "values">;
  #current: Tensor | undefined;
  #next: Tensor | undefined;

  constructor({ variable, before }: VariableUse) {
    this.#variable = variable;
    this.#signature = before as Omit<HostTensor, "values">;
  }

  /** The numbers now; they are taken over from another backend when one has touched them. */
  current(): Tensor {
    const cell = this.#owned();
    if (this.#current?.data !== cell.values) this.#current = this.#view(cell.values);
    return this.#current!;
  }

  /** Where a run may leave the numbers. */
  next(): Tensor {
    this.#next ??= this.#view(room(this.#signature));
    return this.#next;
  }

  /** Makes what a run has left the numbers of the variable. */
  accept(made: Tensor): void {
    const cell = this.#owned();
    const values = made.data as Values;
    // Of two graphs that share a variable, only one may write into what it had before.
    const old = this.#current?.data === cell.values ? this.#current : undefined;
    this.#current = this.#next?.data === values ? this.#next : this.#view(values);
    this.#next = undefined;
    // Who else holds the old numbers keeps them for good.
    if (traced.refCount(this.#variable.dataId) > 1) {
      this.#adopt({ values });
      return;
    }
    cell.values = values;
    this.#next = old;
  }

  #view(values: Values): Tensor {
    return view({ ...this.#signature, values });
  }

  #owned(): Cell {
    const cell = traced.cellOf(this.#variable.dataId);
    return cell ?? this.#adopt({ values: this.#variable.dataSync().slice() as Values });
  }

  #adopt(cell: Cell): Cell {
    tf.engine().disposeTensor(this.#variable);
    fillVariable(this.#variable, cell);
    return cell;
  }
}
