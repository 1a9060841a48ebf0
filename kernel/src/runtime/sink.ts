import type { StreamName } from "../bridge/messages.js";

/** What code printed or showed. `data` is a MIME bundle as JSON. */
export type Captured =
  | { readonly type: "stream"; readonly name: StreamName; readonly text: string }
  | {
      readonly type: "display";
      readonly data: string;
      readonly displayId?: string | undefined;
      readonly update: boolean;
    }
  | { readonly type: "clear"; readonly wait: boolean };

/** Takes output in place of the cell that made it. */
export type Sink = (output: Captured) => void;
