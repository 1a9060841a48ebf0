import { describe, expect, test } from "@jest/globals";
import type { Kernel, KernelMessage } from "@jupyterlab/services";
import type { TranslationBundle } from "@jupyterlab/translation";
import { KernelLine } from "../src/kernel-line";

/** A line, and the kernel's end of it. */
function connected() {
  const sent: { id: number }[] = [];
  const comm = {
    isDisposed: false,
    open: () => undefined,
    send: (data: { id: number }) => sent.push(data),
    dispose: () => Object.assign(comm, { isDisposed: true }),
  } as unknown as Kernel.IComm;
  const kernel = { createComm: () => comm } as unknown as Kernel.IKernelConnection;
  const trans = { __: (text: string) => text } as TranslationBundle;
  const line = new KernelLine(kernel, { told: () => undefined, trans });
  const answer = (result: unknown) => {
    const data = { type: "answer", id: sent.at(-1)!.id, result };
    comm.onMsg({ content: { data } } as unknown as KernelMessage.ICommMsgMsg);
  };
  return { line, answer, end: () => comm.onClose({} as KernelMessage.ICommCloseMsg) };
}

describe("a line to a kernel", () => {
  const question = { type: "histogram", path: ["weights"], bins: 2 } as const;

  test("gives the answer that fits its question", async () => {
    const { line, answer } = connected();
    const asked = line.ask<"histogram">(question);
    answer({ low: 0, high: 1, counts: [3, 4] });
    expect((await asked).result.counts).toEqual([3, 4]);
  });

  test("refuses an answer to another question", async () => {
    const { line, answer } = connected();
    const asked = line.ask<"histogram">(question);
    answer({ total: 0, children: [] });
    await expect(asked).rejects.toThrow("cannot be read");
  });

  test("that the kernel ends settles what was asked, and what is asked then", async () => {
    const { line, end } = connected();
    const asked = line.ask<"histogram">(question);
    end();
    await expect(asked).rejects.toThrow("The kernel is gone.");
    expect(line.isOpen).toBe(false);
    await expect(line.ask<"histogram">(question)).rejects.toThrow("The kernel is gone.");
  });
});
