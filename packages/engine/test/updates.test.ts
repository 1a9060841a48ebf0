import { beforeAll, describe, expect, test } from "@jest/globals";
import { jit, ready, tf } from "../src/index.js";
import { record } from "../src/trace/recorder.js";
import { simplify } from "../src/trace/simplify.js";
import { splitOff } from "../src/updates/split-off.js";
import { randomNumbers } from "./traced/random.js";

beforeAll(() => ready());

const wave = (length: number, phase = 0) =>
  tf.tensor1d(Float32Array.from({ length }, (_, i) => Math.sin(i * 0.7 + phase)));

/** Kernels that ONNX Runtime is left with, and those of updates, when a step is split. */
function parts(step: () => void) {
  const { head, updates } = splitOff(simplify(record(() => step(), []).graph));
  const names = (calls: readonly { kernel: string }[]) => calls.map(({ kernel }) => kernel);
  return { head: names(head.calls), updates: updates.map(({ calls }) => names(calls)) };
}

describe("the updates of a step", () => {
  test("are what nothing but the variables' new values depends on, one for variables of a size", () => {
    const [w, m, b] = [wave(6), wave(6, 1), wave(2)].map((start) => tf.variable(start));
    const split = parts(() => {
      const gradient = tf.softmax(w!);
      m!.assign(m!.mul(0.9).add(gradient));
      w!.assign(w!.sub(m!.mul(0.1)));
      b!.assign(b!.abs());
    });
    expect(split.head).toEqual(["Softmax"]);
    expect(split.updates).toEqual([["Abs"], ["Multiply", "Add", "Multiply", "Sub"]]);
  });

  test("are left to ONNX Runtime where the step gives them back, or reduces them", () => {
    const [a, b] = [tf.variable(wave(3)), tf.variable(wave(3))];
    const { graph } = record(() => {
      const after = a.mul(2) as tf.Tensor1D;
      a.assign(after);
      b.assign(b.add(b.square().sum()) as tf.Tensor1D);
      return after;
    }, []);
    const { head, updates } = splitOff(simplify(graph));
    expect(head.calls.map(({ kernel }) => kernel)).toEqual(["Multiply", "Square", "Sum"]);
    expect(updates.map(({ calls }) => calls.map(({ kernel }) => kernel))).toEqual([["Add"]]);
  });

  test("give what TensorFlow.js gives, whatever they compute", async () => {
    const random = randomNumbers(11);
    for (let program = 0; program < 60; program += 1) {
      const size = random.pick([1, 2, 7, 4096, 9001]);
      const starts = [0, 1, 2].map((phase) => wave(size, phase));
      const choices = Array.from({ length: 8 }, () => [
        random.whole(0, 9),
        random.whole(0, 8),
        random.whole(0, 8),
      ]);
      const changed = (variables: readonly tf.Variable[]) => {
        const values: tf.Tensor[] = [...variables, tf.scalar(0.75), variables[0]!.cumsum()];
        for (const [kind, i, j] of choices) {
          values.push(apply(kind!, values[i! % values.length]!, values[j! % values.length]!));
        }
        variables.forEach((variable, i) => {
          const made = values.at(-1 - i)!;
          variable.assign(made.size === size ? made.reshape([size]) : variable.mul(made));
        });
      };
      const [eager, traced] = [0, 1].map(() => starts.map((start) => tf.variable(start)));
      const step = jit(() => changed(traced!));
      for (let i = 0; i < 3; i += 1) {
        tf.tidy(() => changed(eager!));
        await step();
      }
      traced!.forEach((variable, i) => {
        expectClose(variable.dataSync(), eager![i]!.dataSync());
      });
    }
  });

  test("leave old numbers to who else holds them", async () => {
    const w = tf.variable(wave(5000));
    const step = jit(() => w.assign(w.mul(2)));
    await step();
    const [held, before] = [w.clone(), w.dataSync()];
    await step();
    expect(held.dataSync()).toEqual(before);
    expect(w.dataSync()).toEqual(before.map((value) => 2 * value));
  });

  test("read every variable as it was before the step", async () => {
    const [a, b, rate] = [tf.variable(wave(9)), tf.variable(wave(9, 1)), tf.variable(tf.scalar(2))];
    const [first, second] = [a.dataSync(), b.dataSync()];
    await jit(() => {
      const [x, y] = [a.mul(rate), b.mul(rate)];
      rate.assign(rate.add(1));
      a.assign(y as tf.Tensor1D);
      b.assign(x as tf.Tensor1D);
    })();
    expect(a.dataSync()).toEqual(second.map((value) => 2 * value));
    expect(b.dataSync()).toEqual(first.map((value) => 2 * value));
    expect(rate.dataSync()[0]).toBe(3);
  });

  test("of two variables to one tensor leave two", async () => {
    const [a, b] = [tf.variable(wave(4)), tf.variable(wave(4))];
    const both = jit(() => {
      const sum = a.add(b) as tf.Tensor1D;
      a.assign(sum);
      b.assign(sum);
    });
    await both();
    await jit(() => a.assign(a.neg()))();
    expect(a.dataSync()).toEqual(b.dataSync().map((value) => -value));
  });

  test("go through thousands of single numbers in one step", async () => {
    const all = Array.from({ length: 1500 }, (_, i) => tf.variable(tf.scalar(i)));
    await jit(() => {
      for (const one of all) one.assign(one.add(1));
    })();
    expect(all.map((one) => one.dataSync()[0])).toEqual(all.map((_, i) => i + 1));
  });
});

function apply(kind: number, a: tf.Tensor, b: tf.Tensor): tf.Tensor {
  const operations = [tf.add, tf.sub, tf.mul, tf.minimum, tf.maximum];
  if (kind < operations.length) return operations[kind]!(a, b);
  if (kind === 5) return a.div(b.square().add(1));
  if (kind === 6) return a.abs().add(0.5).sqrt();
  if (kind === 7) return tf.addN([a, a.neg(), a]);
  if (kind === 8) return a.mul(0.5).square();
  return a.neg();
}

function expectClose(actual: ArrayLike<number>, expected: ArrayLike<number>): void {
  const apart = Array.from(expected, (value, i) => {
    return Math.abs(actual[i]! - value) / Math.max(1, Math.abs(value));
  });
  expect(Math.max(...apart)).toBeLessThan(1e-5);
}
