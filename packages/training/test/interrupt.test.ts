import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "@jest/globals";

/** A cell run as tslab runs it; the process then gets a real SIGINT in the midst of the training. */
const program = `
  const { runInThisContext } = require("node:vm");
  process.on("SIGINT", () => {});
  globalThis.load = require;
  const cell = \`(async () => {
    const { iris, net, dense, fit } = load("rosenblatt");
    const data = await iris();
    const interrupt = ({ epoch }) => epoch === 3 && process.kill(process.pid, "SIGINT");
    globalThis.start = () => fit(net(data.shape, dense(3)), data, { epochs: 5000, show: false, on: [interrupt] });
  })()\`;
  runInThisContext(cell).then(async () => {
    const run = runInThisContext("({ started: start() })", { breakOnSigint: true }).started;
    const history = await run;
    console.log(run.latest.status, run.latest.gear, history.loss.length < 5000);
  });
`;

test("an interrupt ends a run that was started in a script that breaks on SIGINT", async () => {
  const cwd = join(__dirname, "../../rosenblatt");
  const { stdout } = await promisify(execFile)(process.execPath, ["-e", program], { cwd });
  expect(stdout.trim()).toBe("interrupted traced true");
});
