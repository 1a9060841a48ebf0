import { existsSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../scripts/setup/paths.mjs";
import { privateEnvironment } from "../../scripts/setup/private-environment.mjs";
import { Problem } from "../../scripts/setup/problem.mjs";
import { step } from "../../scripts/setup/step.mjs";
import { lastReport } from "../child.mjs";
import { benchLab, here } from "../paths.mjs";

/** Where the workloads' batches lie. */
export const batchFolder = join(benchLab, "batches");

/**
 * Writes Fashion-MNIST as plain bytes; resolves to `{ about, pictures, env }`: what it has, in
 * which folder, and the environment variables for programs that train.
 */
export async function readPictures() {
  const pictures = join(benchLab, "fashion-mnist");
  const env = environment();
  const about = await step("Reading Fashion-MNIST", () =>
    lastReport(process.execPath, [join(here, "training/epoch/export-data.mjs"), pictures], { env }),
  );
  if (about.problem) throw new Problem(`Cannot read Fashion-MNIST: ${about.problem}`);
  return { about, pictures, env };
}

/**
 * The data sets' mirror that this project's own checks use, when it stands beside the clone; what
 * torch.compile has compiled is kept inside the clone.
 */
function environment() {
  const mirror = join(root, "../shared/data");
  return {
    ...(existsSync(mirror) && { ROSENBLATT_MIRROR: mirror }),
    ...privateEnvironment(),
    TORCHINDUCTOR_CACHE_DIR: join(benchLab, "torch-compiled"),
  };
}
