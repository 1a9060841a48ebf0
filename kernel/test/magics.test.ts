import { mkdirSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { magics } from "../src/magics/all";
import { KernelClient } from "./kernel-client";
import { printed, until } from "./until";

let kernel: KernelClient;

beforeAll(async () => {
  kernel = await KernelClient.start();
});
afterAll(() => kernel.stop());

/** What a cell prints. */
const outputOf = async (code: string): Promise<string> => (await kernel.run(code)).text();
/** The message of the error that a cell ends with. */
const error = async (code: string): Promise<string> => (await kernel.run(code)).reply.evalue;
/** What a cell shows as a MIME bundle. */
const shown = async (code: string) => (await kernel.run(code)).of("display_data")[0]?.data;

describe("magics among the lines of a cell", () => {
  test("run in their order with the code around them", async () => {
    const text = await outputOf(
      "console.log(1)\n!echo 2\nconsole.log(3)\n!echo {1 + 3} {Math.max(1, 4)}",
    );
    expect(text).toBe("1\n2\n3\n{1 + 3} 4\n");
  });

  test("run in blocks and loops", async () => {
    const code =
      "for (const word of ['a', 'b']) {\n  if (word !== 'a') {\n    !echo {word}\n  }\n}";
    expect(await outputOf(code)).toBe("b\n");
  });

  test("leave the value of the last line and the places of errors as they are", async () => {
    expect((await kernel.run("%pwd\n6 * 7")).value).toBe("42");
    expect((await kernel.run("6 * 7\n%pwd")).value).toBeUndefined();
    const { traceback } = await kernel.run("%pwd\n!echo {Math.PI}\n  throw new Error('here')");
    expect(traceback).toContain("line 3, column 9");
  });

  test("an unknown one is an error at its place, and nothing of the cell runs", async () => {
    const result = await kernel.run("console.log('ran')\n%tim 1");
    expect(result.reply.evalue).toMatch(/perhaps %time or %timeit is meant/);
    expect(result.traceback).toContain("line 2, column 1");
    expect(result.text()).toBe("");
  });

  test("in a function that is not async one is an error", async () => {
    expect(await error("function f() {\n  !ls\n}")).toMatch(/expected an async function around it/);
    expect(await outputOf("async function g() {\n  !echo in g\n}\nawait g()")).toBe("in g\n");
  });
});

describe("!command", () => {
  test("gives its lines to a name", async () => {
    const code = "const lines = !printf 'a b\\nc\\n'; echo unseen >&2\nlines";
    const result = await kernel.run(code);
    expect(result.value).toBe("[ 'a b', 'c' ]");
    expect(result.text("stderr")).toBe("unseen\n");
    expect((await kernel.run("const none = !:\nnone")).value).toBe("[]");
  });

  test("an exit code other than 0 ends nothing", async () => {
    expect(await outputOf("!exit 3\nconsole.log('on')")).toBe("on\n");
  });

  test("a name that the notebook knows makes the line TypeScript", async () => {
    expect((await kernel.run("const echo = true\n!echo")).value).toBe("false");
    expect(await outputOf("! echo a command")).toBe("a command\n");
    expect((await kernel.run("!echo")).value).toBe("false");
  });

  test("an interrupt ends it and keeps the session", async () => {
    const cell = await kernel.cell("let kept = 'kept'; console.log('go')\n!sleep 1000");
    await printed(cell);
    await kernel.interrupt();
    expect(await cell.reply).toMatchObject({ status: "error", ename: "KeyboardInterrupt" });
    expect((await kernel.run("kept")).value).toBe("'kept'");
  });
});

describe("%time and %timeit", () => {
  const times = /^CPU times: user .+, sys .+, total .+\nWall time: .+\n$/;

  test("%time tells the times of a statement, which declares and shows as ever", async () => {
    const result = await kernel.run(
      "%time const timed = await Promise.resolve(\n  21,\n)\ntimed * 2",
    );
    expect(result.text()).toMatch(times);
    expect(result.value).toBe("42");
    expect((await kernel.run("%time timed + 1")).value).toBe("22");
  });

  test("%time takes all statements on its line, imports too", async () => {
    const text = await outputOf("%time console.log('a'); console.log('b')\nconsole.log('c')");
    expect(text).toMatch(/^a\nb\nCPU.*c\n$/s);
    const loaded = await kernel.run("%time import { basename } from 'node:path'\nbasename('a/b')");
    expect(loaded.text()).toMatch(times);
    expect(loaded.value).toBe("'b'");
  });

  test("%%time tells the times of the cell", async () => {
    const result = await kernel.run(
      "%%time\nimport { sep } from 'node:path'\nconst both = 2\nsep + both",
    );
    expect(result.text()).toMatch(times);
    expect(result.value).toBe("'/2'");
  });

  test("%timeit chooses its loops, tells mean and deviation, and awaits what is asynchronous", async () => {
    const result = /^.+ ± .+ per loop \(mean ± std. dev. of (\d) runs?, ([\d,]+) loops? each\)\n$/;
    const [, , loops] = result.exec(await outputOf("%timeit -r 2 Math.hypot(3, 4)")) ?? [];
    expect(Number(loops?.replace(/,/g, ""))).toBeGreaterThan(1000);
    const waiting = "%timeit -r 2 new Promise((resolve) => setTimeout(resolve, 20))";
    expect(result.exec(await outputOf(waiting))?.[2]).toMatch(/^\d{1,2}$/);
    expect(await outputOf("%timeit -n 3 -r 4 await 1")).toContain("of 4 runs, 3 loops each");
  });

  test("%timeit runs its code in vain: names stay its own, and there is no value", async () => {
    const result = await kernel.run("let calls = 0\n5\n%timeit -n 2 -r 3 const own = calls++");
    expect(result.value).toBeUndefined();
    expect((await kernel.run("[calls, typeof own]")).value).toBe("[ 7, 'undefined' ]");
  });

  test.each([
    "%timeit -n 1000000000 beat()",
    "%timeit -n 1000000000 Promise.resolve(beat())",
    "%timeit -n 1000000000 await beat()",
  ])("an interrupt ends %j", async (code) => {
    await kernel.run("let beats = 0; const beat = () => { if (beats++ === 9) console.log('on') }");
    const cell = await kernel.cell(code);
    await printed(cell);
    await kernel.interrupt();
    expect(await cell.reply).toMatchObject({ status: "error", ename: "KeyboardInterrupt" });
    const before = (await kernel.run("beats")).value;
    expect((await kernel.run("beats")).value).toBe(before);
  });

  test("%%timeit measures the cell, and runs what is on its first line once", async () => {
    const code =
      "%%timeit -n 2 -r 2 let start = 10; let runs = 0\nconst inner = start\nruns += inner";
    expect(await outputOf(code)).toContain("of 2 runs, 2 loops each");
    expect((await kernel.run("runs")).value).toBe("50");
  });
});

describe("%% cells that show", () => {
  test.each([
    ["html", "text/html", "<b>bold</b>"],
    ["svg", "image/svg+xml", "<svg/>"],
    ["markdown", "text/markdown", "**bold**"],
    ["latex", "text/latex", "$x$"],
    ["javascript", "application/javascript", "element.textContent = 1;"],
    ["js", "application/javascript", "element.textContent = 1;"],
  ])("%%%%%s is sent as it is", async (name, type, body) => {
    const bundle = await shown(`%%${name}\n${body}`);
    expect(bundle).toMatchObject({ [type]: body, "text/plain": expect.any(String) });
  });
});

describe("%% cells for programs", () => {
  test("%%bash, %%sh and %%script give the cell to a program", async () => {
    expect(
      await outputOf("%%bash\nfor i in 1 2; do echo $i; done; echo ${BASH_VERSION:0:0}end"),
    ).toBe("1\n2\nend\n");
    expect(await outputOf("%%sh\necho `echo sh`")).toBe("sh\n");
    expect(await outputOf("%%script node -\nconsole.log(process.argv.length)")).toBe("2\n");
  });

  test("a script that fails fails the cell", async () => {
    expect(await error("%%bash\nexit 3")).toBe(
      "Cannot finish bash: expected exit code 0, got exit code 3",
    );
    expect(await error("%%script no-such-program\n1")).toMatch(/^Cannot run no-such-program: /);
  });

  test("%%writefile writes and appends", async () => {
    expect(await outputOf("%%writefile note.txt\none `two` %three")).toBe("Wrote note.txt\n");
    expect(await outputOf("%%writefile -a note.txt\nfour\n")).toBe("Appended to note.txt\n");
    expect(readFileSync(join(kernel.folder, "note.txt"), "utf8")).toBe("one `two` %three\nfour\n");
    expect(await outputOf("%%writefile note.txt\nnew")).toBe("Overwrote note.txt\n");
    expect(await error("%%writefile no/such/folder.txt\nnew")).toMatch(
      /got ENOENT at .*folder.txt/,
    );
  });
});

describe("names", () => {
  test("%who lists names, types and values as a table, or those of one type", async () => {
    await kernel.run("const who1: number[] = [1, 2]\nfunction who2(a: string): void {}");
    const bundle = await shown("const who3: string[] = []\n%who");
    expect(bundle["text/plain"]).toMatch(/^who3 +string\[\] +\[\]$/m);
    expect(bundle["text/plain"]).toMatch(/^who1 +number\[\] +\[ 1, 2 \]$/m);
    expect(bundle["text/plain"]).toMatch(/^who2 +\(a: string\): void +\[Function: who2\]$/m);
    expect(bundle["text/html"]).toContain("<table>");
    const some = (await shown("%whos number[]"))["text/plain"];
    expect(some).toContain("who1");
    expect(some).not.toContain("who2");
  });

  test.each(["?told", "told?", "??told"])(
    "%s tells type, documentation and value in the pager",
    async (code) => {
      await kernel.run("/** How much was told. */\nfunction told(a: number) { return a * 2 }");
      const [page] = (await kernel.run(code)).reply.payload;
      expect(page.source).toBe("page");
      expect(page.data["text/markdown"]).toContain("function told(a: number): number");
      expect(page.data["text/plain"]).toContain("How much was told.");
      expect(page.data["text/plain"].includes("a * 2")).toBe(code.startsWith("??"));
    },
  );

  test("?path follows properties of values, and an unknown name is an error", async () => {
    const [page] = (await kernel.run("?Math.max")).reply.payload;
    expect(page.data["text/plain"]).toContain("Math.max(...values: number[]): number");
    expect(await error("?nowhere.at.all")).toMatch(/^Cannot tell about nowhere.at.all: /);
  });

  test("%reset asks before", async () => {
    await kernel.run("const stays = 1");
    const cell = await kernel.cell("%reset", { allow_stdin: true });
    await until(() => cell.questions.length > 0);
    expect(cell.questions[0]?.content.prompt).toBe("Forget all names? (y/n) ");
    await kernel.send("input_reply", { value: "n" }, { channel: "stdin" });
    expect(await cell.reply).toMatchObject({ status: "ok" });
    expect((await kernel.run("stays")).value).toBe("1");
  });

  test("%reset -f forgets all names, for the types as well", async () => {
    const other = await KernelClient.start();
    await other.run("const gone = 1; class Lost {}");
    await other.run("const before = gone\n%reset -f\nconst after = 2");
    expect((await other.run("after")).value).toBe("2");
    const result = await other.run("typeof gone + typeof before", { allow_stdin: false });
    expect(result.value).toBe("'undefinedundefined'");
    const note = (await other.run("new Lost()", { allow_stdin: false })).of("display_data")[0];
    expect(note?.data["text/plain"]).toMatch(/TS2304.*Cannot find name 'Lost'/);
    await other.stop();
  });

  test("%history prints the cells", async () => {
    await kernel.run("'first one'");
    await kernel.run("'second one'");
    expect(await outputOf("%history -l 3")).toBe("'first one'\n'second one'\n%history -l 3\n");
    expect(await outputOf("%history -n -l 1")).toMatch(/^\d+: %history -n -l 1\n$/);
    expect(await outputOf("%history -g 'first o'")).toContain("'first one'\n");
  });
});

describe("%ts", () => {
  const types = (result: Awaited<ReturnType<KernelClient["run"]>>) =>
    result.of("display_data").length;

  test("sets the mode for the session, shows it, and refuses others", async () => {
    const wrong = "const text: string = 1; 'ran'";
    const quiet = { allow_stdin: false };
    expect(types(await kernel.run(wrong, quiet))).toBe(1);
    expect(await outputOf("%ts off")).toContain("types: off");
    const off = await kernel.run(wrong, quiet);
    expect([types(off), off.value]).toEqual([0, "'ran'"]);
    await kernel.run("%ts error");
    expect((await kernel.run(wrong, quiet)).reply).toMatchObject({
      status: "error",
      ename: "TypeError",
    });
    expect(await outputOf("%ts")).toContain("types: error");
    expect(await error("%ts perhaps")).toMatch(/expected off, warn or error, got perhaps/);
    await kernel.run("%ts warn");
    expect((await kernel.run(wrong, quiet)).value).toBe("'ran'");
  });

  test("names that are declared while it is off are known afterwards", async () => {
    await kernel.run("%ts off\nconst whileOff: number = 1");
    await kernel.run("%ts warn");
    const result = await kernel.run("whileOff.toFixed().length", { allow_stdin: false });
    expect(result.of("display_data")).toEqual([]);
  });
});

describe("files and folders", () => {
  test("%cd moves the folder, with imports, their types, require and __dirname", async () => {
    await kernel.run("const inTop = 1");
    mkdirSync(join(kernel.folder, "inner"));
    writeFileSync(join(kernel.folder, "inner", "near.ts"), "export const near = 'near'");
    writeFileSync(join(kernel.folder, "inner", "data.json"), "[1]");
    const inner = realpathSync(join(kernel.folder, "inner"));
    expect(await outputOf("%cd inner\n%pwd")).toBe(`${inner}\n${inner}\n`);
    const code = "import { near } from './near'; near + require('./data.json')";
    expect((await kernel.run(code)).value).toBe("'near1'");
    const places = await kernel.run("[__dirname, import.meta.dirname].join(' ')");
    expect(places.value).toBe(`'${inner} ${inner}'`);
    const typed = "import { near as known } from './near'; const wrong: number = known; inTop";
    const { published } = await kernel.run(typed, { allow_stdin: false });
    const notes = published.map(({ content }) => content.data?.["text/plain"] ?? "").join("");
    expect(notes).toContain("Type 'string' is not assignable to type 'number'");
    expect(notes.match(/TS\d+/g)).toEqual(["TS2322"]);
    await kernel.run("const up = '..'");
    expect(await outputOf("%cd {up}")).toBe(`${realpathSync(kernel.folder)}\n`);
    expect(await outputOf("%cd -")).toBe(`${inner}\n`);
    await kernel.run("%cd ..");
    expect(await error("%cd nowhere")).toMatch(/^Cannot go to nowhere: expected a folder/);
  });

  test("%ls lists a folder", async () => {
    writeFileSync(join(kernel.folder, "listed.txt"), "");
    expect(await outputOf("%ls")).toMatch(/^listed\.txt$/m);
  });

  test("%run makes the names of a file known, and names its lines in errors", async () => {
    mkdirSync(join(kernel.folder, "lib"), { recursive: true });
    writeFileSync(join(kernel.folder, "lib", "part.ts"), "export const part = 20");
    const file = join(kernel.folder, "lib", "whole.ts");
    const text =
      "import { part } from './part'\nexport const whole = part + 1\nexport function fail() {\n  throw new Error('in file')\n}";
    writeFileSync(file, text);
    const used = await kernel.run("%run lib/whole.ts\nwhole * 2", { allow_stdin: false });
    expect(used.value).toBe("42");
    expect(used.of("display_data")).toEqual([]);
    expect((await kernel.run("whole")).value).toBe("21");
    const typed = await kernel.run("const text: string = whole", { allow_stdin: false });
    expect(typed.of("display_data")[0]?.data["text/plain"]).toContain("Type 'number'");
    expect((await kernel.run("fail()")).traceback).toMatch(/whole\.ts, line 4, column 9, in fail/);
    writeFileSync(join(kernel.folder, "broken.ts"), "const a = 1;\nconst = 2;");
    expect(await error("%run broken.ts")).toMatch(/broken\.ts:2:7\)$/);
    expect(await error("%run nothing.ts")).toMatch(/expected TypeScript, got ENOENT/);
  });

  test("%load puts a file into the cell", async () => {
    writeFileSync(join(kernel.folder, "loaded.ts"), "const a = 1;\nconst b = 2;\n");
    const { payload } = (await kernel.run("%load loaded.ts")).reply;
    const text = "// %load loaded.ts\nconst a = 1;\nconst b = 2;";
    expect(payload).toEqual([{ source: "set_next_input", text, replace: true }]);
    expect(await error("%load nothing.ts")).toMatch(/expected a text file, got ENOENT/);
  });

  test("%env sets and shows variables, and hides secrets", async () => {
    expect(await outputOf("%env MAGIC_COLOUR=dark red")).toBe("MAGIC_COLOUR=dark red\n");
    expect((await kernel.run("process.env.MAGIC_COLOUR")).value).toBe("'dark red'");
    expect(await outputOf("!echo $MAGIC_COLOUR")).toBe("dark red\n");
    expect(await outputOf("%env MAGIC_TOKEN=hush")).toBe("MAGIC_TOKEN=••••••\n");
    const all = JSON.stringify(await shown("%env"));
    expect(all).toContain("dark red");
    expect(all).not.toContain("hush");
    expect(await error("%env MAGIC_NOTHING")).toMatch(/write %env MAGIC_NOTHING=value to set it/);
  });
});

describe("help", () => {
  test("%lsmagic lists all magics in a table", async () => {
    const bundle = await shown("%lsmagic");
    for (const { usage, summary } of magics) {
      expect(bundle["text/plain"]).toContain(usage[0]);
      expect(bundle["text/plain"]).toContain(summary);
    }
  });

  test("%name? gives usage and an example of each", async () => {
    for (const { name, usage, example } of magics.filter((one) => one.usage[0]!.startsWith("%"))) {
      const [page] = (await kernel.run(`%${name}?`)).reply.payload;
      expect(page.data["text/markdown"]).toContain(usage.join("\n"));
      expect(page.data["text/plain"]).toContain(`For example:\n\n${example}`);
    }
  });
});
