import { tf } from "../tf.js";
import { internals } from "../trace/backend.js";

/**
 * Lets gradients of gradients see what a gradient owes to its operation's own results, as those of
 * exp, tanh or softmax do. TensorFlow.js notes the copies of the results that it keeps before the
 * operation itself, so that on the way back they lead nowhere, and a part of the sum is missing.
 */
export function orderTape(): void {
  const { addTapeNode } = internals;
  internals.addTapeNode = (...args) => {
    addTapeNode.apply(internals, args);
    const tape = tf.engine().state.activeTape;
    const node = tape.pop()!;
    const results = new Set(node.outputs.map(({ id }) => id));
    let place = tape.length;
    while (place > 0 && reads(tape[place - 1]!.inputs, results)) place -= 1;
    tape.splice(place, 0, node);
  };
}

/** Whether some of these tensors, of which some may be absent, go in. */
function reads(inputs: tf.NamedTensorMap, tensors: ReadonlySet<number>): boolean {
  return Object.values(inputs).some((input?: tf.Tensor) => input && tensors.has(input.id));
}
