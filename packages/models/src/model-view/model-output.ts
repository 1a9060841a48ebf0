import type { tf } from "@rosenblatt/engine";
import type { Bundle } from "@rosenblatt/plots";
import { modelComm } from "./model-comm.js";
import { MODEL_MIME, type ModelOutput } from "./protocol.js";

/** By what JupyterLab opens the model view beside an output; nothing where no kernel has comms. */
export function modelOutput(model: tf.LayersModel): Bundle {
  const comm = modelComm(model);
  if (comm === undefined) return {};
  return { [MODEL_MIME]: { name: model.name, comm } satisfies ModelOutput };
}
