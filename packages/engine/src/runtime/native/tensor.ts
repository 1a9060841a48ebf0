import { bytesOf } from "../../bytes-of.js";
import { types } from "../../onnx/graph-builder.js";
import { sizeOf } from "../../size-of.js";
import type { HostTensor } from "../host-tensor.js";
import { api, type Handle } from "./api.js";

const known = new WeakMap<HostTensor, Handle>();

const forgotten = new FinalizationRegistry<Handle>((handle) => {
  api().functions.releaseTensor(handle);
});

/**
 * ONNX Runtime's view of plain memory; nothing is copied.
 *
 * @throws RangeError when the memory is too small, as it is when it was handed to another thread.
 */
export function tensorOf(tensor: HostTensor): Handle {
  const { values, shape } = tensor;
  if (values.length < sizeOf(shape)) {
    throw new RangeError(
      `Cannot run a traced step on ${values.length} numbers for a tensor of shape [${shape}]: it ` +
        `needs ${sizeOf(shape)}; keep the memory until the step has ended`,
    );
  }
  const handle = known.get(tensor) ?? viewOf(tensor);
  known.set(tensor, handle);
  return handle;
}

function viewOf(tensor: HostTensor): Handle {
  const { inMemory, functions } = api();
  const bytes = bytesOf(tensor.values);
  const shape = BigInt64Array.from(tensor.shape, BigInt);
  const type = types[tensor.dtype];
  const handle = api().make((made) =>
    functions.createTensor(inMemory, bytes, bytes.length, shape, shape.length, type, made),
  );
  forgotten.register(tensor, handle);
  return handle;
}
