import type { RunStatus } from "../protocol.js";

/** A shape for each status, so that colour is not the only difference; 12 units wide. */
const shapes: Readonly<Record<RunStatus, string>> = {
  running: "M6 1a5 5 0 1 1 0 10A5 5 0 0 1 6 1Z",
  paused: "M2 1.5h3v9H2Zm5 0h3v9H7Z",
  finished: "M1.2 6.4 2.6 5l2.2 2.2 4.6-4.7 1.4 1.4-6 6.1Z",
  stopped: "M2 2h8v8H2Z",
  interrupted: "M6 1a5 5 0 1 1 0 10A5 5 0 0 1 6 1Zm0 1.6A3.4 3.4 0 0 0 6 9.4Z",
  failed: "m3 1.6 3 3 3-3L10.4 3l-3 3 3 3L9 10.4l-3-3-3 3L1.6 9l3-3-3-3Z",
};

/** A run's status as a mark; the text beside it says the same. */
export function StatusMark({ status }: { readonly status: RunStatus }) {
  return (
    <svg
      className="rosenblatt-Runs-status"
      data-status={status}
      viewBox="0 0 12 12"
      aria-hidden="true"
    >
      <path d={shapes[status]} fillRule="evenodd" />
    </svg>
  );
}
