import type { Run } from "../model/run.js";
import { fileName } from "./download.js";

/** The name of a file of curves, which says where steps of them are left out. */
export function csvName(name: string, runs: readonly Run[]): string {
  return fileName(runs.some(({ sampled }) => sampled) ? `${name} sampled` : name, "csv");
}
