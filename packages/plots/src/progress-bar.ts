import { durationText, timeLeftText } from "./duration-text.js";
import { escapeHtml } from "./html.js";
import { live } from "./live.js";

/** Work that is shown only when it takes this long, in milliseconds. */
const patience = 1000;

/** Shows, live, how far work is. */
export interface ProgressBar {
  /** So much is done. */
  update(done: number): void;
  /** All is done, or work has ended before; a line stays that says how much, in what time. */
  end(): void;
}

/**
 * A bar that appears when work takes longer than a second, with the time left.
 *
 * @example
 * const bar = progressBar("Reading", 3);
 * for (const done of [1, 2, 3]) bar.update(done);
 * bar.end();
 */
export function progressBar(title: string, total: number): ProgressBar {
  const begun = performance.now();
  const view = live();
  let [shown, last] = [false, 0];
  return {
    update(done: number): void {
      last = done;
      const took = performance.now() - begun;
      if (took < patience) return;
      shown = true;
      const left = timeLeftText((took * (total - done)) / done);
      const text = `${title}: ${done} of ${total}, ${left}`;
      view.update(() => ({
        "text/html": `<div>${escapeHtml(text)} <progress max="${total}" value="${done}"></progress></div>`,
        "text/plain": text,
      }));
    },
    end(): void {
      const took = durationText(performance.now() - begun);
      const amount = last === total ? total : `${last} of ${total}`;
      if (shown) view.end({ "text/plain": `${title}: ${amount} in ${took}` });
    },
  };
}
