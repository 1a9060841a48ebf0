import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { jit, ready, seed, tf } from "@rosenblatt/engine";
import { type BuildOptions, build } from "esbuild";
import { chromium } from "playwright-core";
import { computations } from "./browser/computations";
import { PageServer } from "./browser/page-server";

/** The system's Chromium as `npm test` found it; empty when there is none. */
const executablePath = process.env.CHROMIUM ?? "";

const inBrowser = executablePath || process.env.CI ? test : test.skip;

interface Results {
  backend: string;
  threads: boolean;
  numbers: Record<string, number[]>;
}

/** The page's script, of the compiled engine as a user's bundler finds it. */
async function bundled(options: BuildOptions): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(__dirname, "browser", "page.ts")],
    bundle: true,
    write: false,
    logLevel: "error",
    ...options,
  });
  return outputFiles![0]!.text;
}

async function inPage(script: string, { isolated = false } = {}): Promise<Results> {
  const server = await PageServer.start(script, { isolated });
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  try {
    const page = await browser.newPage();
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(String(error)));
    await page.goto(server.address);
    const results = await page.evaluate("results()").catch((error: unknown) => {
      throw new Error(`${error} ${errors.join()}`);
    });
    return results as Results;
  } finally {
    await browser.close();
    await server.stop();
  }
}

describe("in a page", () => {
  inBrowser.each([
    ["of the packages' main files", {}, false],
    ["of their ES modules", { mainFields: ["browser", "module", "main"] }, false],
    ["with threads", {}, true],
  ] as const)("a bundle %s trains and computes as in Node", async (_, options, isolated) => {
    const { backend, threads, numbers } = await inPage(await bundled(options as BuildOptions), {
      isolated,
    });
    expect({ backend, threads }).toEqual({ backend: "wasm", threads: isolated });
    await ready();
    seed(7);
    const expected = await computations(tf, jit);
    expect(Object.keys(numbers)).toEqual(Object.keys(expected));
    for (const [name, values] of Object.entries(expected)) {
      expect({ name, values: numbers[name] }).toEqual({
        name,
        values: values.map((value) => expect.closeTo(value, 4)),
      });
    }
  });
});
