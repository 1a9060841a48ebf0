import { inspect } from "node:util";
import type { View } from "../model/widget.js";

/** One end of a link: a widget's value, or another property of it. */
export type End = View | readonly [widget: View, property: string];

type Properties = Record<string, unknown> & {
  on(event: string, listener: (value: unknown) => void): () => void;
};

/**
 * Keeps two properties the same, in the kernel; the second takes over the first one's value at
 * once. Gives what ends that.
 *
 * @example
 * const left = slider(3, { max: 10 });
 * const right = number(0);
 * const unlink = link(left, right);
 */
export function link(one: End, other: End): () => void {
  const stops = [dlink(one, other), dlink(other, one)];
  return () => {
    for (const stop of stops) stop();
  };
}

/**
 * Lets a property follow another one, in the kernel, as it is or changed by `transform`. Gives
 * what ends that.
 *
 * @example
 * const celsius = slider(20, { min: -50, max: 50 });
 * const fahrenheit = number(0);
 * dlink(celsius, fahrenheit, { transform: (degrees) => Math.round(Number(degrees) * 1.8 + 32) });
 */
export function dlink(
  source: End,
  target: End,
  { transform = (value) => value }: { readonly transform?: (value: unknown) => unknown } = {},
): () => void {
  const [from, property] = propertyOf(source);
  const [to, followed] = propertyOf(target);
  const follow = (value: unknown): void => {
    to[followed] = transform(value);
  };
  follow(from[property]);
  return from.on(`change:${property}`, follow);
}

/** The widget and the property that an end names. Throws when the widget does not have it. */
export function propertyOf(end: End): [widget: Properties, property: string] {
  const [widget, property] = Array.isArray(end) ? end : [end, "value"];
  if (property in widget) return [widget, property];
  throw new TypeError(
    `Cannot link ${property} of ${inspect(widget)}: it has no such property; name one that it has`,
  );
}
