import { display, escapeHtml } from "@rosenblatt/plots";

/** Says, where the reader cannot miss it, that only a sample was found, and how to get the whole. */
export function noteSample(
  { name, train, test }: { name: string; train: { length: number }; test: { length: number } },
  { missed, folder }: { missed: readonly string[]; folder: string },
): void {
  const count = (n: number) => n.toLocaleString("en");
  const what =
    `This is a sample of ${name}: ${count(train.length)} examples to train with and ` +
    `${count(test.length)} to test with. The whole set was not found.`;
  const cure =
    "To get it, run this again with a network, let ROSENBLATT_MIRROR name a folder or an address " +
    `that has it, or put its files into ${folder}.`;
  const items = missed.map((place) => `<li><code>${escapeHtml(place)}</code></li>`).join("");
  const html =
    `<div style="border-left:4px solid var(--jp-warn-color1,#E69F00);padding:4px 12px;margin:4px 0">` +
    `<b>${escapeHtml(what)}</b><details><summary>Where it was looked for</summary>` +
    `<ul style="margin:4px 0">${items}</ul></details>${escapeHtml(cure)}</div>`;
  const text = [what, ...missed.map((place) => `  ${place}`), cure].join("\n");
  display({ "text/html": html, "text/plain": text });
}
