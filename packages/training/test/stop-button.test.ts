import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { KernelClient } from "../../../kernel/test/kernel-client";
import { FrontEnd, idOf, shownId } from "../../widgets/test/front-end";

test("the button under a run's bar stops it, and is gone when it has ended", async () => {
  const folder = mkdtempSync(join(__dirname, ".notebook-"));
  const kernel = await KernelClient.start({ folder });
  const page = new FrontEnd(kernel);
  try {
    await kernel.run('import { adam, dense, fit, iris, net } from "rosenblatt";');
    const cell = await kernel.cell(`
      const flowers = await iris();
      const network = net(flowers.shape, dense(3));
      const history = await fit(network, flowers, { epochs: 100_000, optimizer: adam(0.01) });
      history.loss.length < 100_000`);
    const mime = "application/vnd.jupyter.widget-view+json";
    const hasButton = () => cell.published.some(({ content }) => content.data?.[mime]);
    await page.until(hasButton);
    const id = shownId(cell);
    expect(idOf(cell.published, "Button")).toBe(id);
    await page.post(id, { method: "custom", content: { event: "click" } });
    expect(await cell.reply).toMatchObject({ status: "ok" });
    await cell.idle;
    const shown = cell.published.find(({ content }) => content.data?.[mime])!;
    const { display_id } = shown.content.transient;
    const patches = cell.published.filter(({ type, content }) => {
      return type === "update_display_data" && content.transient.display_id === display_id;
    });
    expect(patches.map(({ content }) => content.data)).toEqual([
      { "text/html": "", "text/plain": "" },
    ]);
    const closed = cell.published.filter(({ type }) => type === "comm_close");
    expect(closed.map(({ content }) => content.comm_id)).toContain(id);
    const [result] = cell.published.filter(({ type }) => type === "execute_result");
    expect(result!.content.data["text/plain"]).toBe("true");
  } finally {
    await kernel.stop();
    rmSync(folder, { recursive: true });
  }
}, 60_000);
