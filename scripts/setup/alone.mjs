import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { onEnd } from "./ending.mjs";
import { root } from "./paths.mjs";
import { step } from "./step.mjs";

const folder = join(root, ".lab");
const claimed = join(folder, "set-up.pid");

/** Does work that two processes must not do in this clone at the same time. */
export async function alone(work) {
  mkdirSync(folder, { recursive: true });
  if (!claim() && !claim()) {
    await step(`Waiting for process ${owner()}, which is setting this clone up`, async () => {
      while (!claim()) await delay(200);
    });
  }
  const release = () => rmSync(claimed, { force: true });
  const forget = onEnd(release);
  try {
    return await work();
  } finally {
    forget();
    release();
  }
}

/** Links a finished note into place, so that nobody reads half of one; drops a dead owner's. */
function claim() {
  const own = `${claimed}.${process.pid}`;
  writeFileSync(own, String(process.pid));
  try {
    linkSync(own, claimed);
    return true;
  } catch {
    if (!isAlive(owner())) rmSync(claimed, { force: true });
    return false;
  } finally {
    rmSync(own);
  }
}

function owner() {
  try {
    return Number(readFileSync(claimed, "utf8"));
  } catch {
    return 0;
  }
}

function isAlive(pid) {
  try {
    // Signal 0 only asks; process 0 would mean this process's own group.
    return pid > 0 && process.kill(pid, 0);
  } catch (error) {
    return error.code === "EPERM";
  }
}
