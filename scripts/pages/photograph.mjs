import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

/** A page of HTML, photographed whole beside it; long pages are hard to look at in one piece. */
const height = 2400;

/** Leaves `name.png`, all of the page, and `name-1.png`, `name-2.png` … from top to bottom. */
export async function photograph(html, { browser: executablePath }) {
  if (!executablePath) return;
  const browser = await chromium.launch({ executablePath });
  try {
    const page = await browser.newPage({ viewport: { width: 1100, height } });
    await page.goto(pathToFileURL(html).href);
    const path = html.replace(/\.html$/, "");
    await page.screenshot({ path: `${path}.png`, fullPage: true });
    const whole = await page.evaluate(() => document.documentElement.scrollHeight);
    for (let top = 0, part = 1; top < whole; top += height, part += 1) {
      const clip = { x: 0, y: top, width: 1100, height: Math.min(height, whole - top) };
      await page.screenshot({ path: `${path}-${part}.png`, fullPage: true, clip });
    }
  } finally {
    await browser.close();
  }
}
