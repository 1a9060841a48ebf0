import { CountingBackend } from "../backend/counting-backend.js";
import type { tf } from "../tf.js";
import { arrayType } from "./array-type.js";
import { readError, refuseStrings } from "./errors.js";
import { newSymbol, type Symbolic, type Values } from "./graph.js";

/** What stands behind a tensor of this backend. */
interface Entry {
  /** While a step is recorded. */
  readonly symbol?: Symbolic;
  /** Of a variable that runs of a step keep up to date. */
  cell?: Cell;
  references: number;
}

/** The numbers of a variable, where the runtime reads and writes them. */
export interface Cell {
  values: Values;
}

/** What a recorder does when values become a tensor within its step. */
export type OnWrite = (symbol: Symbolic, values: Values) => void;

/**
 * The backend of the traced gear: while a step is recorded its tensors are symbols; otherwise it
 * holds the variables that runs have updated. It computes nothing: TensorFlow.js moves such a
 * variable to the backend that needs it.
 */
export class TracedBackend extends CountingBackend<Entry> {
  onWrite: OnWrite | undefined;

  /** What TensorFlow.js needs to make a tensor of a symbol. */
  info(symbol: Symbolic): tf.TensorInfo {
    const dataId = this.place({ symbol, references: 1 });
    return { dataId, shape: [...symbol.shape], dtype: symbol.dtype };
  }

  /** The symbol behind a tensor; undefined for tensors of other backends. */
  symbolOf(dataId: object): Symbolic | undefined {
    return this.entries.get(dataId)?.symbol;
  }

  /** The numbers behind a variable; undefined when another backend has them. */
  cellOf(dataId: object): Cell | undefined {
    return this.entries.get(dataId)?.cell;
  }

  /** Makes a place for the numbers of a variable. */
  hold(cell: Cell): object {
    return this.place({ cell, references: 1 });
  }

  override write(values: tf.BackendValues, shape: number[], dtype: tf.DataType): object {
    refuseStrings(dtype);
    const symbol = newSymbol({ shape, dtype });
    this.onWrite?.(symbol, typed(values, dtype));
    return this.info(symbol).dataId;
  }

  override readSync(dataId: object): tf.BackendValues {
    const values = this.entries.get(dataId)?.cell?.values;
    if (!values) throw readError();
    return values.slice();
  }

  override move(
    dataId: object,
    values: tf.BackendValues,
    _shape: number[],
    dtype: tf.DataType,
    references: number,
  ): void {
    this.entries.set(dataId, { cell: { values: typed(values, dtype) }, references });
  }
}

function typed(values: tf.BackendValues, dtype: tf.DataType): Values {
  return new (arrayType(dtype))(values as Values);
}
