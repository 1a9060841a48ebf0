import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "@jest/globals";
import { jupyterData, python } from "../../../kernel/test/kernel-client";

const cells = [
  `import { interact, slider } from "@rosenblatt/widgets";
   const amount = slider(1); amount`,
  "for (let i = 0; i < 50; i++) amount.value = i;",
  "interact(({ x }) => { console.log('x is', x) }, { x: [0, 10] })",
];

test("a notebook that nbclient executes keeps the last state of its widgets", async () => {
  const args = [join(__dirname, "save_state.py"), JSON.stringify(cells), __dirname];
  const env = { ...process.env, JUPYTER_DATA_DIR: jupyterData() };
  const { stdout } = await promisify(execFile)(python(), args, { env });
  const notebook = JSON.parse(stdout);
  const saved = notebook.metadata.widgets["application/vnd.jupyter.widget-state+json"].state;
  const shown = notebook.cells[0].outputs[0].data["application/vnd.jupyter.widget-view+json"];
  expect(saved[shown.model_id]).toMatchObject({
    model_name: "IntSliderModel",
    state: { value: 49 },
  });
  const outputs = Object.values<{ state: { outputs?: object[] } }>(saved).flatMap(
    ({ state }) => state.outputs ?? [],
  );
  expect(outputs).toEqual([{ output_type: "stream", name: "stdout", text: "x is 5\n" }]);
});
