import type { GraphBuilder } from "../../onnx/graph-builder.js";
import { patience } from "../patience.js";
import type { Session, Tensors } from "../runtime.js";
import { addressOf, api, type Handle } from "./api.js";
import { tensorOf } from "./tensor.js";

const forgotten = new FinalizationRegistry<Handle>((handle) => {
  api().functions.releaseSession(handle);
});

/** A graph that ONNX Runtime's library runs on plain memory, at once and without copies. */
export class NativeSession implements Session {
  readonly #handle: Handle;
  readonly #inputs: Ports;
  readonly #outputs: Ports;

  constructor(graph: GraphBuilder, { threads }: { threads: number }) {
    this.#handle = load(graph.encode(), threads);
    this.#inputs = new Ports(graph.inputs);
    this.#outputs = new Ports(graph.outputs);
    forgotten.register(this, this.#handle);
  }

  run(inputs: Tensors, outputs: Tensors): void {
    const [from, to] = [this.#inputs, this.#outputs];
    const [read, written] = [from.tensors(inputs), to.tensors(outputs)];
    const { functions } = api();
    api().check(
      functions.run(
        this.#handle,
        0n,
        from.names,
        read,
        read.length,
        to.names,
        written.length,
        written,
      ),
    );
  }
}

function load(model: Uint8Array, threads: number): Handle {
  const { env, functions } = api();
  const options = api().make((made) => functions.createSessionOptions(made));
  try {
    api().check(functions.setGraphOptimization(options, everything));
    api().check(functions.setThreads(options, threads));
    const spin = "session.intra_op.spin_duration_us";
    api().check(functions.setEntry(options, spin, String(patience)));
    return api().make((made) =>
      functions.createSession(env, model, model.byteLength, options, made),
    );
  } finally {
    functions.releaseSessionOptions(options);
  }
}

/** ONNX Runtime's highest level of optimization. */
const everything = 99;

/** What enters or leaves a graph, in its order. */
class Ports {
  /** The addresses of the names. */
  readonly names: BigUint64Array;
  readonly #order: readonly string[];
  /** The names' characters, which the addresses point into. */
  readonly #text: Uint8Array;

  constructor(ports: readonly { readonly name: string }[]) {
    this.#order = ports.map(({ name }) => name);
    const names = this.#order.map((name) => new TextEncoder().encode(`${name}\0`));
    // Memory of its own: what lies among JavaScript's objects moves.
    this.#text = new Uint8Array(
      new ArrayBuffer(names.reduce((sum, { length }) => sum + length, 0)),
    );
    const start = addressOf(this.#text);
    let offset = 0;
    this.names = BigUint64Array.from(names, (name) => {
      this.#text.set(name, offset);
      offset += name.length;
      return start + BigInt(offset - name.length);
    });
  }

  /** The addresses of their tensors. */
  tensors(named: Tensors): BigUint64Array {
    return BigUint64Array.from(this.#order, (name) => tensorOf(named[name]!));
  }
}
