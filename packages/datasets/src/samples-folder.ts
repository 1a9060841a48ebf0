import { join } from "node:path";

/** The small real samples that ship with this package. */
export const samplesFolder = join(__dirname, "..", "samples");
