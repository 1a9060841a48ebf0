import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";

const root = resolve(__dirname, "../..");
const packages = ["engine", "plots", "datasets", "models", "training", "widgets", "chess"];
const entries = packages.map((name) => ({
  name: `@rosenblatt/${name}`,
}));
entries.push({ name: "rosenblatt" });

const node = (...args: string[]) =>
  execFileSync(process.execPath, args, { cwd: root, encoding: "utf8" });

describe.each(entries)("$name", ({ name }) => {
  test("gives import and require the same names and the same instances, silently", () => {
    const program = `
      const required = require("${name}");
      import("${name}").then((imported) => {
        const names = Object.keys(required).filter((key) => key !== "default");
        const different = names.filter((key) => imported[key] !== required[key]);
        console.log(JSON.stringify({ count: names.length, different }));
      });`;
    const { count, different } = JSON.parse(node("-e", program));
    expect(count).toBeGreaterThan(3);
    expect(different).toEqual([]);
  });
});

describe("the declaration files", () => {
  let folder: string;
  beforeAll(() => {
    // Inside the clone, where packages are found as from a notebook.
    folder = mkdtempSync(join(root, "test/.types-"));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  function check(source: string): string {
    const file = join(folder, "cell.ts");
    writeFileSync(file, source);
    const compiler = require.resolve("@tslab/typescript-for-tslab/lib/tsc.js");
    const options = ["--noEmit", "--strict", "--skipLibCheck", "false", "--target", "es2022"];
    try {
      return node(compiler, ...options, "--moduleResolution", "node", "--module", "commonjs", file);
    } catch (error) {
      return (error as { stdout: string }).stdout;
    }
  }

  const own = (output: string) =>
    output.split("\n").filter((line) => /packages\/|cell\.ts/.test(line));

  test("are read by TypeScript 5.0 in strict mode, with their promises kept", () => {
    const source = `
      import { accuracy, augmentation, cars, conv, dense, fashionMnist, fit, flatten, flip, iris, net } from "rosenblatt";
      const keep = augmentation((image, random, { share }) => (random() < share ? image : image), { share: 1 });
      async function main() {
        const data = (await fashionMnist()).augment(flip(), keep, (image) => image);
        const label: "Trouser" | "Dress" | string = data.train.at(0).label;
        const model = net(data.shape, conv(6, 5), flatten(), dense(10));
        const history = await fit(model, data, { metrics: { accuracy } });
        const values: number[] = history.valAccuracy;
        const [flowers] = (await iris({ classes: ["setosa", "virginica"] })).folds(5);
        const species: "setosa" | "virginica" = flowers!.train.at(0).label;
        const numbers = (await cars({ features: ["weight"] })).normalise();
        const labels: Float32Array = numbers.train.labels;
        await fit(net(numbers.shape, dense(1)), numbers);
        return [label, values, species, labels];
      }
      export { main };`;
    expect(own(check(source))).toEqual([]);
  });

  test("type widgets, their events and their front ends in TypeScript 5.0", () => {
    const source = `
      import { widgets } from "rosenblatt";
      import { anyWidget, dropdown, interact, slider } from "@rosenblatt/widgets";
      const rate: number = slider(0.5, { layout: { width: "50%" } }).value;
      const kind: "a" | "b" = dropdown(["a", "b"]).value;
      const counter = anyWidget({ esm: "", state: { count: 0 } });
      counter.on("change:count", (count) => count.toFixed());
      counter.state.count = widgets.slider(1).value;
      interact(({ x }) => x.toFixed(), { x: [0, 10] });
      export { kind, rate };`;
    expect(own(check(source))).toEqual([]);
  });

  test("check the layers of blocks, paths and branches, in TypeScript 5.0 too", () => {
    const source = `
      import { batchNorm, block, branch, conv, dense, globalPool, net, residual } from "rosenblatt";
      const path = [conv(4, 1), batchNorm()] as const;
      net([8, 8, 4], block(conv(4, 1)), residual(path), branch([conv(4, 1), path, []]), globalPool());
      net([8, 8, 4], block(conv(4, 1), dense(3)));
      net([8, 8, 4], residual([conv(4, 1), dense(3)]));
      net([8, 8, 4], residual(conv(4, 1)), dense(3));
      net([8, 8, 4], branch([[conv(4, 1), dense(3)]]));
      net([8, 8, 4], branch([[conv(4, 1)], []]), dense(3));`;
    const errors = own(check(source));
    expect(errors.map((error) => /cell\.ts\((\d+)/.exec(error)?.[1])).toEqual([..."56789"]);
    for (const error of errors) expect(error).toContain("add flatten()");
  });

  test("make a forgotten flatten() an error that names the cure, in TypeScript 5.0 too", () => {
    const output = check(
      'import { conv, dense, net } from "rosenblatt";\nnet([28, 28, 1], conv(6, 5), dense(10));',
    );
    expect(output).toMatch(/cell\.ts.*add flatten\(\)/s);
  });
});
