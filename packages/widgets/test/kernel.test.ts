import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type Exchange, KernelClient, type Received } from "../../../kernel/test/kernel-client";

let kernel: KernelClient;
let folder: string;

beforeAll(async () => {
  // Inside the clone, where packages are found as from a notebook.
  folder = mkdtempSync(join(__dirname, ".notebook-"));
  kernel = await KernelClient.start({ folder });
  await kernel.run(
    'import { anyWidget, button, html, image, interact, output, slider } from "@rosenblatt/widgets"',
  );
}, 60_000);
afterAll(async () => {
  await kernel.stop();
  rmSync(folder, { recursive: true });
});

test("trial", async () => {
  const r = await kernel.run("const s = slider(5, { label: 'n' }); s.on('change', (v) => console.log('moved', v)); s");
  console.log(JSON.stringify(r.published.map(({type,content,buffers,metadata}) => ({type,content,metadata})), null, 1));
});
