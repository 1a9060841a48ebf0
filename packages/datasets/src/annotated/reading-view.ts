import { type Bundle, durationText, escapeHtml, live } from "@rosenblatt/plots";

/** Shows, live, how many of the pictures of a data set are read. */
export interface ReadingView {
  /** One more is begun. */
  next(): void;
  /** All are read, or reading them failed. */
  end(): void;
}

/** A view of the reading of `count` pictures, which stands from the first one on. */
export function readingView(title: string, { count }: { count: number }): ReadingView {
  const view = live();
  const begin = performance.now();
  let done = 0;
  return {
    next() {
      const spent = performance.now() - begin;
      const at = done;
      view.update(() => stateBundle(title, { done: at, count, spent }));
      done += 1;
    },
    end() {
      if (done === 0) return;
      const took = durationText(performance.now() - begin);
      view.end({ "text/plain": `${title}: read ${done} pictures in ${took}` });
    },
  };
}

function stateBundle(
  title: string,
  { done, count, spent }: { done: number; count: number; spent: number },
): Bundle {
  const left = done > 0 ? `, ${durationText((spent / done) * (count - done))} left` : "";
  const text = `${title}: ${done} of ${count} pictures${left}`;
  const bar = ` <progress max="${count}" value="${done}"></progress>`;
  return { "text/html": `<div>${escapeHtml(text)}${bar}</div>`, "text/plain": text };
}
