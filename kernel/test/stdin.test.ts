import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { CellResult, type Exchange, KernelClient, type Received } from "./kernel-client";
import { until } from "./until";

let kernel: KernelClient;

beforeAll(async () => {
  kernel = await KernelClient.start();
  await kernel.run("let kept = 'kept'");
});
afterAll(() => kernel.stop());

const ask = (code: string): Promise<Exchange> => kernel.cell(code, { allow_stdin: true });

/** The question of a cell by its number; waits for it. */
async function question(cell: Exchange, number = 0): Promise<Received> {
  return until(() => cell.questions[number]);
}

/** Replies as JupyterLab does, or without a parent as jupyter_client does. */
async function reply(value: unknown, asked?: Received): Promise<void> {
  const parent = asked && { parent: asked.header };
  await kernel.send("input_reply", { value }, { channel: "stdin", ...parent });
}

async function result(cell: Exchange): Promise<CellResult> {
  const answer = await cell.reply;
  await cell.idle;
  return new CellResult(answer, cell.published);
}

describe("input()", () => {
  test("asks on stdin, with the cell as parent, and gives the answer", async () => {
    const cell = await ask("const name: string = await input('Who? '); name.toUpperCase()");
    const asked = await question(cell);
    expect(asked).toMatchObject({
      channel: "stdin",
      type: "input_request",
      content: { prompt: "Who? ", password: false },
      parentHeader: { msg_type: "execute_request" },
    });
    await reply("Ada 😀", asked);
    expect((await result(cell)).value).toBe("'ADA 😀'");
  });

  test("is known to the type checker", async () => {
    const cell = await ask("const count: number = await input('?'); prompt(5 as never); count");
    await reply("1", await question(cell, 0));
    await reply("2", await question(cell, 1));
    const { published } = await result(cell);
    const notes = (): string[] =>
      published.flatMap(({ content }) => content.data?.["text/plain"] ?? []);
    await until(() => notes().some((note) => note.startsWith("TS")));
    expect(notes().join("\n")).toMatch(/TS2322 at 1:7: Type 'string' is not assignable/);
    expect(notes().join("\n")).not.toMatch(/Cannot find name/);
  });

  test("takes the reply of a client that names no question", async () => {
    const cell = await ask("await input()");
    await question(cell);
    await reply("plain");
    expect((await result(cell)).value).toBe("'plain'");
  });

  test("lets other work go on, and is asked after what was printed", async () => {
    const cell = await ask(
      "let ticks = 0; const timer = setInterval(() => ++ticks === 4 && console.log('ticks'), 5); console.log('before'); const said = await input('?'); clearInterval(timer); said",
    );
    const asked = await question(cell);
    expect(new CellResult({}, cell.published).text()).toMatch(/^before\n/);
    await until(() => new CellResult({}, cell.published).text().endsWith("ticks\n"));
    await reply("a", asked);
    expect((await result(cell)).value).toBe("'a'");
  });

  test("asks for a password", async () => {
    const cell = await ask("(await input.password('Secret: ')).length");
    const asked = await question(cell);
    expect(asked.content).toEqual({ prompt: "Secret: ", password: true });
    await reply("abc", asked);
    expect((await result(cell)).value).toBe("3");
  });

  test("asks one question after the other", async () => {
    const cell = await ask("await Promise.all([input('1'), input('2')])");
    await reply("one", await question(cell, 0));
    await reply("two", await question(cell, 1));
    expect((await result(cell)).value).toBe("[ 'one', 'two' ]");
    expect(cell.questions).toHaveLength(2);
  });

  test("works in a subshell while the main shell waits", async () => {
    const { subshell_id } = await kernel.ask("create_subshell_request", {}, { channel: "control" });
    const main = await ask("await new Promise((go) => { (globalThis as any).go = go })");
    const sub = await kernel.cell("await input('sub')", { allow_stdin: true }, subshell_id);
    await reply("below", await question(sub));
    expect((await result(sub)).value).toBe("'below'");
    await kernel.cell("(globalThis as any).go()", {}, subshell_id);
    expect((await result(main)).reply.status).toBe("ok");
  });

  test("of a cell that has ended is an error that says so", async () => {
    const cell = await ask("void input('too late')");
    const { reply: answer } = await result(cell);
    expect(answer.status).toBe("ok");
    const shown = (): string => new CellResult({}, cell.published).text("stderr");
    await until(() => shown() !== "");
    expect(shown()).toContain("expected a cell that runs, got one that has ended");
  });
});

describe("prompt(), confirm() and alert()", () => {
  test("hold the cell until they are answered, as in a browser", async () => {
    const cell = await ask(
      "[prompt('Name'), prompt('Age', '7'), prompt('None'), confirm('Sure?'), confirm('Really?'), alert('Mind')]",
    );
    const texts: string[] = [];
    for (const [number, answer] of ["Ada", "", "\u0004", "y", "no", ""].entries()) {
      const asked = await question(cell, number);
      texts.push(asked.content.prompt);
      await reply(answer, asked);
    }
    expect((await result(cell)).value).toBe("[ 'Ada', '7', null, true, false, undefined ]");
    expect(texts).toEqual([
      "Name ",
      "Age [7] ",
      "None ",
      "Sure? [y/N] ",
      "Really? [y/N] ",
      "Mind [Enter] ",
    ]);
  });

  test("leave heartbeat, control and completion alive", async () => {
    const cell = await ask("prompt('wait')");
    const asked = await question(cell);
    expect(await kernel.command("beat", { timeout: 10 })).toBe(true);
    const info = await kernel.ask("kernel_info_request", {}, { channel: "control" });
    expect(info.status).toBe("ok");
    const { matches } = await kernel.ask("complete_request", { code: "Math.ma", cursor_pos: 7 });
    expect(matches).toContain("max");
    await reply("go", asked);
    expect((await result(cell)).value).toBe("'go'");
  });

  test("an answer of a megabyte arrives whole", async () => {
    const cell = await ask("prompt('big')!.length");
    await reply("x".repeat(1_000_000), await question(cell));
    expect((await result(cell)).value).toBe("1000000");
  });
});

describe("an interrupt ends a cell that asks and keeps the session", () => {
  test.each([
    ["input()", "await input('?')"],
    ["prompt()", "\n  prompt('?')"],
    ["a loop of prompts that catches everything", "for (;;) try { prompt('?') } catch {}"],
    ["input() of code that listens for SIGINT", "process.once('SIGINT', () => {}); await input()"],
  ])("%s", async (_name, code) => {
    const cell = await ask(code);
    const asked = await question(cell);
    await kernel.interrupt();
    const { reply: answer, traceback } = await result(cell);
    expect(answer).toMatchObject({ status: "error", ename: "KeyboardInterrupt" });
    expect(traceback).toContain("KeyboardInterrupt");
    await reply("late", asked);
    await reply("late too");
    const next = await ask("[kept, await input('again')]");
    await reply("fresh", await question(next));
    expect((await result(next)).value).toBe("[ 'kept', 'fresh' ]");
  });

  test("the traceback names the line of the prompt", async () => {
    const cell = await ask("const a = 1;\nprompt('?');");
    await question(cell);
    await kernel.interrupt();
    expect((await result(cell)).traceback).toContain("line 2");
  });
});

describe("a client that takes no input", () => {
  test.each([
    ["input()", "await input('?')"],
    ["prompt()", "prompt('?')"],
  ])("is told so by %s, and how to go on", async (_name, code) => {
    for (const options of [{ allow_stdin: false }, {}]) {
      const { reply: answer, traceback } = await kernel.run(code, options);
      expect(answer).toMatchObject({ status: "error", ename: "StdinNotImplementedError" });
      expect(answer.evalue).toMatch(/allow_stdin: false; run the cell where somebody can answer/);
      expect(traceback).toContain("line 1, column");
    }
  });
});

describe("process.stdin", () => {
  test("gives a program line by line what the client is asked for", async () => {
    const cell = await ask(
      "import readline from 'node:readline/promises'; const lines = readline.createInterface({ input: process.stdin, output: process.stdout }); const first = await lines.question('First? '); const second = await lines.question('Second? '); [first, second]",
    );
    await reply("one", await question(cell));
    await reply("two", await question(cell, 1));
    const { value, ...rest } = await result(cell);
    expect(value).toBe("[ 'one', 'two' ]");
    expect(new CellResult(rest.reply, rest.published).text("stderr")).toBe("");
  });

  test("ends where the client says so, and begins anew in a later cell", async () => {
    const code = "let read = ''; for await (const part of process.stdin) read += part; read";
    for (const lines of [["a", "b"], ["c"]]) {
      const cell = await ask(code);
      for (const [number, line] of [...lines, "\u0004"].entries())
        await reply(line, await question(cell, number));
      expect((await result(cell)).value).toBe(`'${lines.map((line) => `${line}\\n`).join("")}'`);
    }
  });

  test("is another for each cell: what one left reading does not end that of the next", async () => {
    const reader =
      "const reading = require('readline').createInterface({ input: process.stdin }); await new Promise((line) => reading.once('line', line));";
    const code = "let last = ''; for await (const part of process.stdin) last += part; last";
    for (let round = 0; round < 20; round++) {
      const first = await ask(reader.replaceAll("reading", `reading${round}`));
      const second = await ask(code.replaceAll("last", `last${round}`));
      await reply("one", await question(first));
      for (const [number, line] of ["two", "\u0004"].entries())
        await reply(line, await question(second, number));
      expect((await result(second)).value).toBe("'two\\n'");
    }
  });

  test("an interrupt ends the waiting for a line", async () => {
    const cell = await ask("process.stdin.resume(); await new Promise(() => {})");
    await question(cell);
    await kernel.interrupt();
    const { reply: answer, ...rest } = await result(cell);
    expect(answer.ename).toBe("KeyboardInterrupt");
    expect(rest.published.filter(({ type }) => type === "stream")).toEqual([]);
  });
});

test("a malformed reply answers nothing", async () => {
  const cell = await ask("await input('?')");
  const asked = await question(cell);
  await reply(5, asked);
  await kernel.send("no_reply", { value: "no" }, { channel: "stdin", parent: asked.header });
  await reply("right", asked);
  expect((await result(cell)).value).toBe("'right'");
});
