import { type Box, vbox } from "../containers/box.js";
import { button } from "../controls/button.js";
import type { View } from "../model/widget.js";
import { loggedOutput, type Output } from "../output/output.js";
import { controlFor, type Guess, type ValueOf, type ValueView } from "./control.js";
import { newest } from "./newest.js";

/** What the parameters are controlled by. */
export type Guesses = Readonly<Record<string, Guess>>;

/** The values of all controls, by the names of the parameters. */
export type Values<G extends Guesses> = { readonly [N in keyof G]: ValueOf<G[N]> };

/** Controls above the output of a function. */
export type Interaction<G extends Guesses> = Box & {
  /** The controls, by the names of the parameters. */
  readonly controls: {
    readonly [N in keyof G]: G[N] extends View ? G[N] : ValueView<ValueOf<G[N]>>;
  };
  /** Where the function's output is shown. */
  readonly output: Output;
  /** The values that the controls have now. */
  readonly values: Values<G>;
};

/** How a function is called. */
export interface InteractOptions {
  /** Whether it runs only when a button is pressed. */
  readonly manual?: boolean;
}

/**
 * Calls a function with the values of controls, now and whenever one changes, and shows what it
 * prints, displays and gives, or its error, in place of what was there. While it runs, changes wait;
 * then it is called with the newest values only.
 *
 * Controls are widgets, or are guessed: a slider from a number, `[min, max]` or
 * `[min, max, step]`, a checkbox from a boolean, a field from a text, a dropdown from choices.
 *
 * @example
 * interact(({ x, kind }) => `${kind} of ${x}`, { x: slider(0.5), kind: ["sine", "cosine"] });
 */
export function interact<const G extends Guesses>(
  work: (values: Values<G>) => unknown,
  guesses: G,
  { manual = false }: InteractOptions = {},
): Interaction<G> {
  const entries = Object.entries(guesses).map(
    ([name, guess]) => [name, controlFor(name, guess)] as const,
  );
  const values = (): Values<G> =>
    Object.fromEntries(entries.map(([name, { value }]) => [name, value])) as Values<G>;
  const { output, log } = loggedOutput();
  const run = newest(() => redraw(() => work(values()), { output, log }));
  const controls: View[] = entries.map(([, control]) => control);
  if (manual) controls.push(button("Run", { onClick: run }));
  else for (const [, control] of entries) listen(control, run);
  const box = vbox([...controls, output], { classes: ["widget-interact"] });
  if (!manual) run();
  const parts = { controls: Object.fromEntries(entries), output };
  Object.defineProperty(box, "values", { get: values });
  return Object.assign(box, parts) as unknown as Interaction<G>;
}

function listen(control: View, listener: () => void): void {
  (control as unknown as { on(event: "change", listener: () => void): void }).on(
    "change",
    listener,
  );
}

/** Runs `work` and shows what comes of it in place of what was shown. */
function redraw(
  work: () => unknown,
  { output, log }: ReturnType<typeof loggedOutput>,
): Promise<void> | undefined {
  const failed = (error: unknown): void => log.fail(error);
  const end = (): void => log.end();
  log.clear({ wait: true });
  try {
    const result = output.capture(() => {
      const given = work();
      return given instanceof Promise ? given.then(show) : show(given);
    });
    if (result instanceof Promise) return result.catch(failed).then(end);
  } catch (error) {
    failed(error);
  }
  end();
  return undefined;
}

/** Shows what a function gave, as a cell shows its value. */
function show(value: unknown): unknown {
  if (value === undefined) return undefined;
  const { display } = globalThis as { display?: (value: unknown) => unknown };
  return display?.(value);
}
