import { type Comm, kernelHost } from "../kernel-host.js";
import { type BufferPath, separate } from "../wire/buffers.js";

/** A model that front ends have. */
interface OpenModel {
  readonly model: { close(): void };
  wireState(): Record<string, unknown>;
}

const ids = new WeakMap<object, () => string>();
const open = new Map<string, OpenModel>();
const target = "jupyter.widget.control";
let registeredAt: object | undefined;

/** From now on `idOf` knows the model; `id` opens it if need be. */
export function introduce(model: object, id: () => string): void {
  ids.set(model, id);
}

/** The id of a value that is a model, which front ends have from now on; of others undefined. */
export function idOf(value: unknown): string | undefined {
  return typeof value === "object" && value !== null ? ids.get(value)?.() : undefined;
}

/** Remembers a model that front ends have, so that they can ask for it after a page reload. */
export function remember(id: string, model: OpenModel): void {
  open.set(id, model);
  const comms = kernelHost()?.comms;
  if (comms === undefined || comms === registeredAt) return;
  registeredAt = comms;
  comms.register(target, answer);
}

/** The model is closed. */
export function forget(id: string): void {
  open.delete(id);
}

/**
 * Closes all widgets that were shown, such as those of cells that were run again and again: each
 * is kept, with its listeners, until it is closed.
 */
export function closeAll(): void {
  for (const { model } of [...open.values()]) model.close();
}

/** The open model of an id. */
export function modelOf(id: string): object | undefined {
  return open.get(id)?.model;
}

/** Gives a front end all there is, by version 1.0.0 of the control protocol. */
function answer(comm: Comm): void {
  comm.onMessage = ({ data }) => {
    if (data.method !== "request_states") {
      throw new TypeError(
        `Cannot answer a widget manager: expected request_states, got ${String(data.method)}`,
      );
    }
    const states: Record<string, unknown> = {};
    const buffer_paths: BufferPath[] = [];
    const buffers: Uint8Array[] = [];
    for (const [id, model] of [...open]) {
      const part = separate(model.wireState());
      states[id] = described(part.state);
      buffer_paths.push(...part.buffer_paths.map((path) => [id, "state", ...path]));
      buffers.push(...part.buffers);
    }
    comm.send({ method: "update_states", states, buffer_paths }, { buffers });
  };
}

function described(state: Record<string, unknown>): object {
  return {
    model_name: state._model_name,
    model_module: state._model_module,
    model_module_version: state._model_module_version,
    state,
  };
}
