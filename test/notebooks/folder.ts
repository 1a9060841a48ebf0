import { readdirSync } from "node:fs";
import { resolve } from "node:path";

/** Where the notebooks are. */
export const folder = resolve(__dirname, "../../notebooks");

/** Their files, in order. */
export const notebooks = readdirSync(folder).filter((file) => file.endsWith(".ipynb"));
