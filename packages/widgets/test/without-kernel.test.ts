import { execFileSync } from "node:child_process";
import { expect, test } from "@jest/globals";

function run(program: string): string {
  const source = `const w = require("@rosenblatt/widgets"); ${program}`;
  return execFileSync(process.execPath, ["-e", source], { cwd: __dirname, encoding: "utf8" });
}

const sentence =
  "widgets are drawn by Rosenblatt's kernel in Jupyter; here this is a plain value\n";

test("without a kernel a widget is a plain value, and says so when it is shown", () => {
  expect(run("const s = w.slider(5, { label: 'n' }); s.value = 7; console.log(s)")).toBe(
    `IntSlider n 7: ${sentence}`,
  );
  const shown = run(
    "console.log(w.vbox([w.text()])[Symbol.for('Jupyter.display')]()['text/plain'])",
  );
  expect(shown).toBe(`VBox: ${sentence}`);
});

test("without a kernel links, captures and interact work on plain values, and the program ends", () => {
  const program = `
    const [a, b] = [w.slider(1), w.slider(2)];
    w.link(a, b); w.jslink(a, b); a.value = 9;
    const log = w.output();
    console.log(b.value, log.capture(() => 5));
    const { values, controls } = w.interact(({ x }) => console.log("x", x), { x: [0, 4] });
    controls.x.value = 3;
    w.anyWidget({ esm: "export default {}", state: { n: 1 } }).state.n = 2;`;
  expect(run(program)).toBe("9 5\nx 2\nx 3\n");
});
