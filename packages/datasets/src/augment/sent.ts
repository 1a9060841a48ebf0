import { createRequire } from "node:module";
import { join } from "node:path";
import { compileFunction } from "node:vm";
import type { Augmentation, Transform } from "./augmentation.js";
import { builtIn } from "./built-in.js";
import { outsideName } from "./outside-name.js";

/** An augmentation on its way to a thread: what is built in by name, all else by its source. */
export interface Sent {
  readonly name: string;
  readonly options: object;
  readonly source: string | undefined;
}

export function sent({ name, options, transform }: Augmentation): Sent {
  const known = builtIn[name] === transform;
  return { name, options, source: known ? undefined : String(transform) };
}

/**
 * The augmentation on the other side, where its source sees none of the names around it.
 *
 * @throws SyntaxError when the source is not that of a function, as of a bound one.
 */
export function received({ name, options, source }: Sent): Augmentation {
  return { name, options, transform: source === undefined ? builtIn[name]! : evaluated(source) };
}

function evaluated(source: string): Transform {
  const make = compileFunction(`"use strict"; return (${source}\n);`, ["require"]);
  const transform = make(createRequire(join(process.cwd(), "notebook.js"))) as Transform;
  return (image, random, options) => {
    try {
      return transform(image, random, options);
    } catch (error) {
      const name = outsideName(error, source);
      throw name === undefined ? error : new Error(`it uses ${name} from outside itself`);
    }
  };
}
