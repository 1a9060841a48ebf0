import { expect } from "@jest/globals";
import { parseSync, transformSync } from "@swc/core";
import * as rosenblatt from "rosenblatt";
import type { Stage } from "./stage.js";

const { bundleOf, fit, net, tf } = rosenblatt;
const syntax = { syntax: "typescript", target: "es2022" } as const;

/**
 * Runs an example as a cell would, up to the end of what it trains. What a comment behind an
 * expression says of it must be so: a value, `// [2, 3]`, or what a layer does, `// [4, 4] -> [16]`.
 */
export async function run(code: string, stage: Stage): Promise<void> {
  const runs: PromiseLike<unknown>[] = [];
  const watched = (...given: Parameters<typeof fit>) => {
    runs.push(fit(...given));
    return runs.at(-1);
  };
  const names = { ...rosenblatt, ...stage, fit: watched, claimed };
  const script = `(async () => {\n${withClaims(code)}\n})()`;
  const { code: plain } = transformSync(script, { jsc: { target: "es2022", parser: syntax } });
  await new Function(...Object.keys(names), `return ${plain}`)(...Object.values(names));
  await Promise.all(runs);
}

/** The code with each expression that stands alone handed to `claimed`, with the comment behind it. */
function withClaims(code: string): string {
  const source = Buffer.from(`0;\n${code}`);
  const [first, ...statements] = parseSync(source.toString(), syntax).body;
  // The compiler counts bytes, and goes on counting from one text to the next.
  const at = (place: number) => place - first!.span.start;
  return statements
    .reduceRight((done, statement) => {
      if (statement.type !== "ExpressionStatement") return done;
      const [start, end] = [at(statement.span.start), at(statement.span.end)];
      const expression = done.subarray(start, end).toString().replace(/;$/, "");
      const behind = done.subarray(end).toString();
      const [, comment = ""] = /^ *\/\/ (.*)/.exec(behind) ?? [];
      const claim = `await claimed(${expression}, ${JSON.stringify(comment)});`;
      return Buffer.from(`${done.subarray(0, start)}${claim}${behind}`);
    }, source)
    .toString();
}

async function claimed(promised: unknown, comment: string): Promise<void> {
  const value = await promised;
  const [, from, to] = /(\[[\d, ]*\]) -> (\[[\d, ]*\])/.exec(comment) ?? [];
  if (from && to) {
    const [output] = net(JSON.parse(from), value as never).outputs;
    expect(output!.shape.slice(1)).toEqual(JSON.parse(to));
    return;
  }
  const literal = literalOf(comment);
  if (literal === undefined) expect(Object.keys(bundleOf(value))).not.toEqual([]);
  else expect(plainly(value)).toEqual(plainly(literal));
}

/** The value that a comment begins with; undefined where it begins with words. */
function literalOf(comment: string): unknown {
  const [literal] = comment.split(/: (?=[a-z])/);
  if (!/^(["[{\d]|true|false)/.test(literal!)) return undefined;
  try {
    return new Function(`return (${literal!.replaceAll(/(?<=\d),(?=\d{3})/g, "")});`)();
  } catch {
    return undefined;
  }
}

/** Arrays of any kind as plain ones, and numbers as exact as a comment gives them. */
function plainly(value: unknown): unknown {
  if (value instanceof tf.Tensor) return plainly(value.arraySync());
  if (ArrayBuffer.isView(value)) return plainly([...(value as Float32Array)]);
  return JSON.parse(JSON.stringify(value), (_, each) =>
    typeof each === "number" ? Number(each.toPrecision(5)) : each,
  );
}
