import { readFileSync } from "node:fs";
import type { AxeResults } from "axe-core";
import type { LabPage } from "./lab-page.js";

const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

/**
 * What axe finds wrong with a part of the page by WCAG 2.2, levels A and AA: names, roles, labels,
 * contrast; one line a finding, none when all is well.
 */
export async function faults(lab: LabPage, selector: string): Promise<string[]> {
  await lab.page.evaluate(axe);
  return lab.page.evaluate(async (selector) => {
    const { axe } = window as unknown as { axe: { run(...args: unknown[]): Promise<AxeResults> } };
    const runOnly = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
    const { violations } = await axe.run(selector, { runOnly });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} at ${target.join(" ")}: ${failureSummary}`),
    );
  }, selector);
}
