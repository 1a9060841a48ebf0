import type { Magic } from "../magic.js";
import { bash } from "./bash.js";
import { cd } from "./cd.js";
import { command } from "./command.js";
import { env } from "./env.js";
import { history } from "./history.js";
import { html } from "./html.js";
import { inspection } from "./inspection.js";
import { javascript } from "./javascript.js";
import { latex } from "./latex.js";
import { load } from "./load.js";
import { ls } from "./ls.js";
import { lsmagic } from "./lsmagic.js";
import { markdown } from "./markdown.js";
import { npm } from "./npm.js";
import { pwd } from "./pwd.js";
import { reset } from "./reset.js";
import { run } from "./run.js";
import { script } from "./script.js";
import { sh } from "./sh.js";
import { svg } from "./svg.js";
import { time } from "./time.js";
import { timeit } from "./timeit.js";
import { ts } from "./ts.js";
import { who } from "./who.js";
import { writefile } from "./writefile.js";

/** All magics, in the order in which they are listed. */
export const magics: readonly Magic[] = [
  ...[npm, command, bash, sh, script],
  ...[ts, inspection, who, reset, history],
  ...[time, timeit],
  ...[html, svg, markdown, latex, javascript],
  ...[run, load, writefile, cd, pwd, ls, env],
  lsmagic,
];
