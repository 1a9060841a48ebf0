import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type Exchange, KernelClient } from "./kernel-client";
import { until } from "./until";

let kernel: KernelClient;

beforeAll(async () => {
  kernel = await KernelClient.start({ environment: { ROSENBLATT_TYPES: "off" } });
  writeFileSync(
    join(kernel.folder, "worker.js"),
    "const { parentPort } = require('worker_threads'); console.log('by console'); process.stdout.write('written\\n'); parentPort.on('message', (m) => { if (m === 'throw') throw new Error('thrown in the worker'); parentPort.postMessage(m) })",
  );
});
afterAll(() => kernel.stop());

/** The text that a cell printed so far, without colours. */
function printed({ published }: Exchange): string {
  const streams = published.filter(({ type }) => type === "stream");
  const text = streams.map(({ content }) => content.text).join("");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what colours are made of
  return text.replace(/\u001b\[\d+m/g, "");
}

/** Runs a cell and then another one, and waits until the first has printed what is expected. */
async function late(code: string, expected: RegExp): Promise<void> {
  const first = await kernel.cell(`${code}; null`);
  await first.idle;
  const other = await kernel.cell("await new Promise((resolve) => setTimeout(resolve, 200))");
  await until(() => expected.test(printed(first)));
  await other.idle;
  expect(printed(other)).toBe("");
}

const soon = (work: string): string => `setTimeout(() => { ${work} }, 60)`;

describe("what a cell began prints to that cell after its end:", () => {
  test.each([
    [
      "a chain of promises",
      "new Promise((r) => setTimeout(r, 60)).then(() => null).then(() => console.log('it'))",
    ],
    [
      "an async function",
      "(async () => { for (let i = 0; i < 3; i++) await new Promise((r) => setTimeout(r, 20)); console.log('it') })()",
    ],
    [
      "an interval",
      "let n = 0; const interval = setInterval(() => { if (++n === 3) { clearInterval(interval); console.log('it') } }, 20)",
    ],
    ["a microtask of a timer", soon("queueMicrotask(() => console.log('it'))")],
    ["a tick of a timer", soon("process.nextTick(() => console.log('it'))")],
    [
      "an event",
      "import { EventEmitter } from 'events'; const emitter = new EventEmitter(); emitter.on('x', () => console.log('it')); setTimeout(() => emitter.emit('x'), 60)",
    ],
    [
      "a stream",
      "import { Readable } from 'stream'; Readable.from((async function* () { await new Promise((r) => setTimeout(r, 60)); yield 'it' })()).on('data', (d) => console.log(d))",
    ],
    [
      "the user's own AsyncLocalStorage",
      "import { AsyncLocalStorage } from 'async_hooks'; const own = new AsyncLocalStorage(); own.run('it', () => setTimeout(() => console.log(own.getStore()), 60))",
    ],
    [
      "a message port",
      "const { port1, port2 } = new MessageChannel(); port1.onmessage = ({ data }: any) => { console.log(data); port1.close() }; setTimeout(() => port2.postMessage('it'), 60)",
    ],
    [
      "a worker's console",
      "import { Worker } from 'worker_threads'; const worker = new Worker('./worker.js'); worker.unref()",
    ],
    [
      "a callback of a child process",
      "import { exec } from 'child_process'; exec('sleep 0.1; echo it', (_, out) => console.log(out))",
    ],
    [
      "an abort signal",
      "AbortSignal.timeout(60).addEventListener('abort', () => console.log('it'))",
    ],
  ])("%s", (_, code) => late(code, /^(it|by console\nwritten)\n/));
});

describe("what nobody catches is shown at the cell that began it, with the place, and kills nothing:", () => {
  test.each([
    [
      "an error in a timer",
      soon("throw new TypeError('oops')"),
      /TypeError: oops\nCell \[\d+\], line 1/,
    ],
    [
      "in a microtask of a timer",
      soon("queueMicrotask(() => { throw new Error('oops') })"),
      /Error: oops\nCell \[\d+\], line 1/,
    ],
    [
      "in a callback of Node",
      "import { readFile } from 'fs'; readFile('/', () => setTimeout(() => { throw new Error('oops') }, 50))",
      /Error: oops\nCell/,
    ],
    [
      "an unhandled rejection",
      soon("Promise.reject(new Error('oops'))"),
      /Error: oops\nCell \[\d+\], line 1/,
    ],
    [
      "a rejection with what is no error",
      soon("Promise.reject({ code: 5 })"),
      /^Thrown: \{ code: 5 \}/,
    ],
    ["a rejection with nothing", soon("Promise.reject()"), /^Thrown: undefined/],
    [
      "an error event without a listener",
      "import { EventEmitter as E } from 'events'; setTimeout(() => new E().emit('error', new Error('oops')), 60)",
      /^Error: oops\nCell/,
    ],
    [
      "a stream's error",
      "import { createReadStream } from 'fs'; setTimeout(() => createReadStream('/no/such'), 50)",
      /^Error: ENOENT/,
    ],
    [
      "a worker's error",
      "import { Worker as W } from 'worker_threads'; const failing = new W('./worker.js'); failing.postMessage('throw')",
      /Error: thrown in the worker\n.*worker\.js, line 1/,
    ],
    [
      "after all listeners of the process were removed",
      `process.removeAllListeners(); ${soon("throw new Error('oops')")}`,
      /^Error: oops/,
    ],
    ["process.exit() in a callback", soon("process.exit(1)"), /^Error: Cannot exit with 1/],
  ])("%s", async (_, code, expected) => {
    await late(code, expected);
    expect((await kernel.run("'alive'")).value).toBe("'alive'");
  });
});
