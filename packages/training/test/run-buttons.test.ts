import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { KernelClient, type Received } from "../../../kernel/test/kernel-client";
import { until } from "../../../kernel/test/until";
import { FrontEnd, shownId, stateIn } from "../../widgets/test/front-end";

test("the buttons under a run's bar pause and stop it, and are gone when it has ended", async () => {
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
    await until(hasButton);
    const box = shownId(cell);
    const [pause, stop] = buttonIds(cell.published);
    const click = (id: string) => page.post(id, { method: "custom", content: { event: "click" } });
    const bar = () => {
      const shown = cell.published.map(({ content }) => content.data?.["text/html"]);
      return shown.filter((html) => html?.includes("progressbar")).at(-1);
    };
    const label = () => stateIn(cell.published, pause!).description;
    await click(pause!);
    await until(() => bar().includes("paused after epoch") && label() === "Resume");
    await click(pause!);
    await until(() => !bar().includes("paused") && label() === "Pause");
    await click(pause!);
    await until(() => bar().includes("paused after epoch"));
    await click(stop!);
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
    expect(closed.map(({ content }) => content.comm_id)).toEqual(
      expect.arrayContaining([box, pause, stop]),
    );
    const [result] = cell.published.filter(({ type }) => type === "execute_result");
    expect(result!.content.data["text/plain"]).toBe("true");
  } finally {
    await kernel.stop();
    rmSync(folder, { recursive: true });
  }
});

/** In the order in which they were made. */
function buttonIds(published: readonly Received[]): string[] {
  return published
    .filter(({ type, content }) => {
      return type === "comm_open" && content.data.state?._model_name === "ButtonModel";
    })
    .map(({ content }) => content.comm_id);
}
