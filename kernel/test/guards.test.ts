import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { KernelClient } from "./kernel-client";

let kernel: KernelClient;

beforeAll(async () => {
  kernel = await KernelClient.start({ environment: { ROSENBLATT_TYPES: "off" } });
});
afterAll(() => kernel.stop());

async function failure(code: string): Promise<string> {
  const { reply } = await kernel.run(code);
  expect((await kernel.run("'alive'")).value).toBe("'alive'");
  return `${reply.status}: ${reply.ename}: ${reply.evalue}`;
}

describe("what would end the kernel is an error that says what to do:", () => {
  test.each([
    ["process.exit(3)", /^error: Error: Cannot exit with 3: .*restart the kernel/],
    ["import { exit } from 'node:process'; exit()", /^error: Error: Cannot exit with 0/],
    ["process.reallyExit(1)", /^error: Error: Cannot exit with 1/],
    ["process.abort()", /^error: Error: Cannot abort: .*restart the kernel/],
    [
      "process.kill(process.pid)",
      /^error: Error: Cannot send SIGTERM to process \d+: that is the kernel/,
    ],
    ["process.kill(process.pid, 'SIGKILL')", /^error: Error: Cannot send SIGKILL/],
    ["process.kill(0, 9)", /^error: Error: Cannot send 9 to process 0/],
  ])("%s", async (code, expected) => {
    expect(await failure(code)).toMatch(expected);
  });

  test("other uses of the same functions work", async () => {
    const code =
      "const heard = new Promise((r) => process.once('SIGUSR2', r)); process.kill(process.pid, 'SIGUSR2'); process.exitCode = 3; process.chdir('/'); [process.kill(process.pid, 0), await heard, process.cwd()]";
    expect((await kernel.run(code)).value).toBe("[ true, 'SIGUSR2', '/' ]");
  });
});

test("reading process.stdin where nobody can answer says what to do instead", async () => {
  const code =
    "import { once } from 'events'; const [problem] = await once(process.stdin.resume(), 'error').catch((e) => [e]); problem.message";
  expect((await kernel.run(code)).value).toMatch(/^'Cannot ask for input: .*; run the cell where/);
});

test("packages that make stacks of their own are obeyed, and tracebacks stay", async () => {
  const stack = async (prepare: string) => {
    const set = `Error.prepareStackTrace = ${prepare}; new Error("m").stack as unknown`;
    const { value } = await kernel.run(set);
    const { traceback } = await kernel.run("\nthrow new Error('seen')");
    expect(traceback).toMatch(/^Error: seen\nCell \[\d+\], line 2, column 7\n.*\n.*$/);
    return value;
  };
  await kernel.run("const before = Error.prepareStackTrace");
  expect(await stack("(error) => `theirs ${error.message}`")).toBe("'theirs m'");
  expect(await stack("(_, sites) => typeof sites[0]!.getLineNumber()")).toBe("'number'");
  expect(await stack("(error, sites) => before!(error, sites) + ' and on'")).toMatch(/and on'$/);
  for (const none of ["undefined", "before"]) expect(await stack(none)).toMatch(/ at Cell /);
});

test("a recursion without end shows each place twice and counts the rest", async () => {
  const { traceback } = await kernel.run(
    "const ping = (n: number): number => pong(n) + 1;\nconst pong = (n: number): number => ping(n) + 1;\nping(0)",
  );
  expect(traceback).toMatch(/^RangeError: Maximum call stack size exceeded\n/);
  // The innermost place may be another one in the same line.
  expect(traceback.match(/Cell \[/g)!.length).toBeLessThan(6);
  expect(traceback).toMatch(/… \d+ more in the same places$/);
});

describe("a cell survives throwing", () => {
  test.each([
    ["a huge string", "throw 'x'.repeat(30_000_000)", /^error: Thrown: 'x{9999,}/],
    [
      "an error with a huge message",
      "throw new Error('x'.repeat(30_000_000))",
      /^error: Error: x{20000}… \(29980000 more characters\)$/,
    ],
    [
      "an error whose getters throw",
      "throw Object.defineProperties(new Error('m'), { stack: { get() { throw 1 } }, name: { get() { throw 1 } } })",
      /^error: Error: m$/,
    ],
    [
      "a proxy that throws",
      "throw new Proxy(new Error('m'), { get() { throw 1 }, getPrototypeOf() { throw 1 } })",
      /^error: Error: an error that cannot be shown was thrown$/,
    ],
    ["nothing", "throw undefined", /^error: Thrown: undefined$/],
    [
      "an error that is its own cause",
      "const own = new Error('m'); own.cause = own; throw own",
      /^error: Error: m$/,
    ],
    [
      "by a stack overflow",
      "const down = () => down() + 1; down()",
      /^error: RangeError: Maximum call stack size exceeded$/,
    ],
    [
      "by a stack overflow of async functions",
      "const deep = async () => (await deep()) + 1; await deep()",
      /^error: RangeError: Maximum call stack/,
    ],
    [
      "by an impossible allocation",
      "new ArrayBuffer(2 ** 52)",
      /^error: RangeError: Array buffer allocation failed$/,
    ],
  ])("%s", async (_, code, expected) => {
    expect(await failure(code)).toMatch(expected);
  });
});
