import { expect, test } from "@jest/globals";
import { Signal } from "@lumino/signaling";
import { KernelRuns } from "../src/model/kernel-runs.js";
import { RunList } from "../src/model/run-list.js";
import { record } from "./record.js";

/** A connection to a kernel that does not answer, and what is sent over it. */
function connection() {
  const sent: { comm_id: string; data: { type: string } }[] = [];
  const kernel = {
    ...{ connectionStatus: "connecting", username: "", clientId: "a", subshellId: null },
    sendShellMessage: ({ content }: { content: (typeof sent)[0] }) => sent.push(content),
  };
  const iopubMessage = new Signal<unknown, unknown>(kernel);
  const signals = {
    iopubMessage,
    statusChanged: new Signal<unknown, unknown>(kernel),
    connectionStatusChanged: new Signal<unknown, unknown>(kernel),
  };
  const hear = (msg_type: string, content: object) =>
    iopubMessage.emit({ header: { msg_type }, channel: "iopub", content });
  return { kernel: Object.assign(kernel, signals) as never, sent, hear };
}

test("a label that the kernel refuses gives way to what the kernel has, and the reason stays", () => {
  const runs = new RunList();
  const { kernel, sent, hear } = connection();
  new KernelRuns(kernel, { notebook: () => "here/a.ipynb", runs });
  const snapshot = { type: "snapshot", record: record(), file: "runs/a.run.json" };
  hear("comm_open", { comm_id: "1", target_name: "rosenblatt.run", data: snapshot });
  const run = runs.runs[0]!;
  expect(run.file).toBe("here/runs/a.run.json");
  run.label({ name: "other" });
  const refusal = { type: "refusal", command: "label", reason: "no such name" };
  hear("comm_msg", { comm_id: "1", data: refusal });
  expect(sent).toEqual([{ comm_id: "1", data: { type: "hello" } }]);
  hear("comm_msg", { comm_id: "1", data: { ...snapshot, file: null } });
  expect([run.fields.name, run.refusal, run.file]).toEqual(["first", "no such name", undefined]);
});
