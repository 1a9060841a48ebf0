import { expect, test } from "@jest/globals";
import type { Kernel } from "@jupyterlab/services";
import { nullTranslator } from "@jupyterlab/translation";
import { ModelLine } from "../src/line/model-line";

/** A line whose kernel says what a test lets it say. */
function lineWith() {
  const comm = { commId: "c", send: () => undefined } as unknown as Kernel.IComm;
  const kernel = {} as Kernel.IKernelConnection;
  const line = new ModelLine({ kernel, comm, trans: nullTranslator.load("rosenblatt") });
  const epochs: number[] = [];
  line.epochEnded.connect((_, epoch) => epochs.push(epoch));
  const say = (data: unknown) => comm.onMsg({ content: { data } } as never);
  return { line, epochs, say };
}

test("an answer, a refusal and the end of an epoch arrive", async () => {
  const { line, epochs, say } = lineWith();
  const [times, refused] = [line.ask({ type: "times" }), line.ask({ type: "model" })];
  say({ type: "answer", id: 1, result: { milliseconds: { conv1: 2 } } });
  say({ type: "refusal", id: 2, reason: "no room" });
  say({ type: "epoch", epoch: 3 });
  expect((await times).result).toEqual({ milliseconds: { conv1: 2 } });
  await expect(refused).rejects.toThrow("no room");
  expect(epochs).toEqual([3]);
});

test("what is no message is passed over, and the next one arrives", () => {
  const { epochs, say } = lineWith();
  for (const data of [null, 7, "epoch", [], {}, { type: "song" }, { type: "toString" }]) say(data);
  for (const epoch of [undefined, null, "3", Number.NaN]) say({ type: "epoch", epoch });
  say({ type: "epoch", epoch: 4 });
  expect(epochs).toEqual([4]);
});

test("an answer that is not what it should be is an error, and says what to do", async () => {
  const { line, say } = lineWith();
  const asked = line.ask({ type: "predict", input: { example: 0 } });
  say({ type: "answer", id: 1, result: { kind: "classes" } });
  await expect(asked).rejects.toThrow(/answer to “predict”.*to the same version/);
});

test("whoever asks a model that has gone hears so", async () => {
  const { line } = lineWith();
  const before = line.ask({ type: "model" });
  line.end();
  await expect(before).rejects.toThrow("The model has gone");
  await expect(line.ask({ type: "model" })).rejects.toThrow("The model has gone");
});
