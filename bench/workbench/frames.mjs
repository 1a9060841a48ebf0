import { openLab } from "./lab-page.mjs";

/** For how long frames are counted. */
const seconds = 10;
/** How many steps the curve has then. */
const points = 10_000;
/** A frame that goes to the screen, and the thread of a page, as the trace calls them. */
const drawing = "DirectRenderer::DrawFrame";
const thread = "CrRendererMain";
/** What the browser notes of each frame, and of each task. */
const categories = [
  "devtools.timeline",
  "disabled-by-default-devtools.timeline",
  "cc",
  "benchmark",
];

/**
 * Trains a small network with its runs panel in view. Resolves to the frames of the page as the
 * browser's own trace has them, each `{ perSecond, longest }`: `idle` before the training, and
 * `streaming` once the curve has 10,000 points. Something moves all the time, so that there is a
 * frame to draw at each refresh. `longest` is the longest task of the page, in milliseconds.
 */
export async function frames(browser, { address, notebook }) {
  const { page, close } = await openLab(browser, address);
  const execute = (command, args = {}) =>
    page.evaluate(
      ([command, args]) => void window.jupyterapp.commands.execute(command, args),
      [command, args],
    );
  try {
    await execute("docmanager:open", { path: notebook });
    await page.waitForFunction(kernelIsIdle);
    await execute("rosenblatt-runs:show");
    await page.evaluate(moveSomething);
    await page.waitForTimeout(3000);
    const idle = await traced(browser, page);
    await execute("notebook:run-all-cells");
    const reached = `(${lastStep})() >= ${points}`;
    await page.waitForFunction(reached, undefined, { timeout: 300_000 });
    await page.waitForTimeout(3000);
    const before = await page.evaluate(lastStep);
    const streaming = await traced(browser, page);
    const after = await page.evaluate(lastStep);
    if (after <= before)
      throw new Error(`Cannot count frames of a run that stands still, at step ${after}`);
    return { idle, streaming };
  } finally {
    await close();
  }
}

function kernelIsIdle() {
  const { context } = window.jupyterapp.shell.currentWidget ?? {};
  return context?.sessionContext?.session?.kernel?.status === "idle";
}

/** A line as thin as can be that moves with every frame. */
function moveSomething() {
  const line = document.createElement("div");
  line.style.cssText =
    "position:fixed;z-index:9999;top:0;left:0;width:1px;height:40px;background:red";
  document.body.append(line);
  const move = (now) => {
    line.style.left = `${(now / 10) % 100}px`;
    requestAnimationFrame(move);
  };
  requestAnimationFrame(move);
}

/** The step that a curve of the panel has reached. */
function lastStep() {
  const graphs = [...document.querySelectorAll(".rosenblatt-Runs .rosenblatt-Figure")];
  const lines = graphs.flatMap(({ data }) => data ?? []);
  return Math.max(0, ...lines.map(({ x }) => x?.at(-1) ?? 0));
}

async function traced(browser, page) {
  await browser.startTracing(page, { categories });
  await page.waitForTimeout(seconds * 1000);
  const { traceEvents } = JSON.parse(String(await browser.stopTracing()));
  return framesOf(traceEvents);
}

/** How many frames reached the screen each second, and how long the page was busy in one piece. */
function framesOf(events) {
  const drawn = events.filter(({ name, ph }) => name === drawing && (ph === "X" || ph === "B"));
  const pages = events.filter(({ name, args }) => name === "thread_name" && args.name === thread);
  const tasks = events
    .filter(
      ({ name, pid, tid }) =>
        name === "RunTask" && pages.some((page) => page.pid === pid && page.tid === tid),
    )
    .map(({ dur = 0 }) => dur / 1000);
  return { perSecond: drawn.length / seconds, longest: Math.max(...tasks) };
}
