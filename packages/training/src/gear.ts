import type { Device } from "@rosenblatt/engine";

/** How a step runs: as one graph on ONNX Runtime, or operation by operation on TensorFlow.js. */
export type Gear = "traced" | "eager";

/** Which gear, and where the traced one runs: `threads`, and `providers` such as `["cuda"]`. */
export interface GearOptions extends Device {
  /** `"auto"` is traced, and eager with a note that says why where a step cannot be traced. */
  readonly gear?: Gear | "auto";
}

/** @throws RangeError for a gear that there is not, and for settings that it does not have. */
export function checkGear({ gear = "auto", threads, providers }: GearOptions): void {
  if (!["auto", "traced", "eager"].includes(gear)) {
    throw new RangeError(
      `Cannot run in the gear ${JSON.stringify(gear)}: it must be "auto", "traced" or "eager"`,
    );
  }
  if (gear === "eager" && (threads !== undefined || providers !== undefined)) {
    throw new RangeError(
      "Cannot choose threads or providers for the eager gear: it runs in WebAssembly on one " +
        'thread; leave them out, or choose gear: "traced"',
    );
  }
}
