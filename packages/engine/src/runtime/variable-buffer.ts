import { tf } from "../tf.js";
import { fillVariable, traced } from "../trace/backend.js";
import type { Values, VariableUse } from "../trace/graph.js";
import type { Cell } from "../trace/traced-backend.js";
import { type HostTensor, room } from "./host-tensor.js";

/** A variable's numbers before and after a step, in two buffers that change places. */
export class VariableBuffer {
  readonly #variable: tf.Variable;
  readonly #signature: Omit<HostTensor, "values">;
  #current: HostTensor | undefined;
  #next: HostTensor | undefined;

  constructor({ variable, before }: VariableUse) {
    this.#variable = variable;
    this.#signature = before as Omit<HostTensor, "values">;
  }

  /** The numbers now; they are taken over from another backend when one has touched them. */
  current(): HostTensor {
    const cell = this.#owned();
    if (this.#current?.values !== cell.values) this.#current = this.#holding(cell.values);
    return this.#current!;
  }

  /** Where a run may leave the numbers. */
  next(): HostTensor {
    this.#next ??= room(this.#signature);
    return this.#next;
  }

  /** The numbers, to be changed in place; who else holds the old ones keeps them. */
  writable(): Values {
    const cell = this.#owned();
    if (traced.refCount(this.#variable.dataId) === 1) return cell.values;
    return this.#adopt({ values: cell.values.slice() }).values;
  }

  /** Makes what a run has left where `next` said the numbers of the variable. */
  accept(): void {
    const cell = this.#owned();
    // Of two graphs that share a variable, only one may write into what it had before.
    const old = this.#current?.values === cell.values ? this.#current : undefined;
    this.#current = this.next();
    this.#next = undefined;
    const { values } = this.#current;
    // Who else holds the old numbers keeps them for good.
    if (traced.refCount(this.#variable.dataId) > 1) {
      this.#adopt({ values });
      return;
    }
    cell.values = values;
    this.#next = old;
  }

  #holding(values: Values): HostTensor {
    return { ...this.#signature, values };
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
