import { basename } from "node:path";
import { type Bundle, durationText, escapeHtml, live, timeLeftText } from "@rosenblatt/plots";
import type { Progress } from "./download.js";

/** Shows what is being fetched, live: bytes, speed, time left. */
export interface DownloadView {
  readonly progress: Progress;
  /** Nothing more comes. */
  end(): void;
}

/** A view of downloads that appears with the first byte and ends with their sum. */
export function downloadView(title: string): DownloadView {
  const view = live();
  const fetched = new Map<string, number>();
  const begin = performance.now();
  let start = begin;
  return {
    progress(state) {
      if (!fetched.has(state.url)) {
        start = performance.now();
      }
      fetched.set(state.url, state.done);
      const seconds = (performance.now() - start) / 1000;
      view.update(() => stateBundle(title, { ...state, seconds }));
    },
    end() {
      if (fetched.size > 0) {
        const bytes = [...fetched.values()].reduce((sum, done) => sum + done, 0);
        const took = durationText(performance.now() - begin);
        view.end({ "text/plain": `${title}: fetched ${megabytes(bytes)} MB in ${took}` });
      }
    },
  };
}

function stateBundle(
  title: string,
  {
    url,
    done,
    total,
    seconds,
  }: { url: string; done: number; total: number | undefined; seconds: number },
): Bundle {
  const amount = total ? `${megabytes(done)} of ${megabytes(total)} MB` : `${megabytes(done)} MB`;
  const text = `${title}: ${basename(url)}, ${amount}${pace({ done, total, seconds })}`;
  const bar = total ? ` <progress max="${total}" value="${done}"></progress>` : "";
  return { "text/html": `<div>${escapeHtml(text)}${bar}</div>`, "text/plain": text };
}

/** Speed and time left, once there is enough to tell. */
function pace({
  done,
  total,
  seconds,
}: {
  done: number;
  total: number | undefined;
  seconds: number;
}): string {
  if (seconds < 0.2) {
    return "";
  }
  const speed = done / seconds;
  const left = total ? `, ${timeLeftText((1000 * (total - done)) / speed)}` : "";
  return `, ${megabytes(speed)} MB/s${left}`;
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}
