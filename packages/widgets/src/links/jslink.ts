import { inspect } from "node:util";
import { kernelHost } from "../kernel-host.js";
import { controls, type Kind } from "../model/kind.js";
import { Model } from "../model/model.js";
import { wireNameOf } from "../model/wire-form.js";
import { type End, propertyOf } from "./link.js";

type WireEnd = readonly [widget: object, property: string];

interface LinkProperties {
  readonly source: WireEnd;
  readonly target: WireEnd;
}

/** A link in the front end; closing it ends it. */
export type Link = Model<LinkProperties> & LinkProperties;

/**
 * Keeps two properties the same in the front end, also when no kernel runs. `close` ends that.
 *
 * @example
 * const frames = play(0, { max: 59 });
 * const position = slider(0, { max: 59 });
 * jslink(frames, position);
 */
export function jslink(one: End, other: End): Link {
  return linked("Link", { source: wireEnd(one), target: wireEnd(other) });
}

/** Lets a property follow another one in the front end, also when no kernel runs. */
export function jsdlink(source: End, target: End): Link {
  return linked("DirectionalLink", { source: wireEnd(source), target: wireEnd(target) });
}

function linked(name: string, ends: LinkProperties): Link {
  const kind: Kind<LinkProperties> = { name, module: controls, view: null, defaults: ends };
  const link = new Model(kind) as Link;
  // Nothing else shows it.
  if (kernelHost()) void link.id;
  return link;
}

/** An end in the front end's names, where what is chosen is known by its index. */
function wireEnd(end: End): WireEnd {
  const [widget, property] = propertyOf(end);
  const name = wireNameOf(widget, property);
  if (name !== undefined) return [widget, name];
  if (property === "value" && "index" in widget) return [widget, "index"];
  throw new TypeError(
    `Cannot link ${property} of ${inspect(widget)} in the front end: it is in the kernel only; ` +
      "use link or dlink",
  );
}
