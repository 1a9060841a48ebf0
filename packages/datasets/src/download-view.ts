import { basename } from "node:path";
import { durationText, escapeHtml, live } from "@rosenblatt/plots";
import type { Progress } from "./download.js";

/** Shows what is being fetched, live: bytes, speed, time left. */
export interface DownloadView {
  readonly progress: Progress;
  /** Nothing more comes. */
  end(): void;
}

/** A view of downloads that appears with the first byte. */
export function downloadView(title: string): DownloadView {
  const view = live();
  let url: string | undefined;
  let start = 0;
  return {
    progress(state) {
      if (state.url !== url) {
        url = state.url;
        start = performance.now();
      }
      const seconds = (performance.now() - start) / 1000;
      view.update(() => downloadBundle(title, { ...state, seconds }));
    },
    end() {
      view.end();
    },
  };
}

function downloadBundle(
  title: string,
  {
    url,
    done,
    total,
    seconds,
  }: { url: string; done: number; total: number | undefined; seconds: number },
) {
  const speed = seconds > 0 ? done / seconds : 0;
  const left = total && speed > 0 ? `, ${durationText((1000 * (total - done)) / speed)} left` : "";
  const amount = total ? `${megabytes(done)} of ${megabytes(total)} MB` : `${megabytes(done)} MB`;
  const text = `${title}: ${basename(url)}, ${amount}, ${megabytes(speed)} MB/s${left}`;
  const bar = total ? ` <progress max="${total}" value="${done}"></progress>` : "";
  return { "text/html": `<div>${escapeHtml(text)}${bar}</div>`, "text/plain": text };
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}
