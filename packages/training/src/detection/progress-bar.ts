import { durationText, escapeHtml, live } from "@rosenblatt/plots";

/** Work that is shown only when it takes this long, in milliseconds. */
const patience = 1000;

/** A bar that appears when work takes long, with the time left, and goes with its end. */
export function progressBar(title: string, total: number) {
  const begun = performance.now();
  const view = live();
  let shown = false;
  return {
    /** So much is done. */
    update(done: number): void {
      const took = performance.now() - begun;
      if (took < patience) return;
      shown = true;
      const left = durationText((took * (total - done)) / done);
      const text = `${title}: ${done} of ${total}, ${left} left`;
      view.update(() => ({
        "text/html": `<div>${escapeHtml(text)} <progress max="${total}" value="${done}"></progress></div>`,
        "text/plain": text,
      }));
    },
    end(): void {
      const took = durationText(performance.now() - begun);
      if (shown) view.end({ "text/plain": `${title}: ${total} in ${took}` });
    },
  };
}
