/** Is told of tensors, each known by a number of its own. */
interface TensorListener {
  made(tensor: { readonly id: number }, bytes: number): void;
  gone(tensor: { readonly id: number }): void;
}

/** What the kernel is given to know of tensors. */
interface TensorLibrary {
  memory(): { readonly tensors: number; readonly bytes: number };
  /** From now on tells of each tensor that is made, and of each whose memory is given back. */
  follow(listener: TensorListener): void;
}

interface KernelHost {
  addTensorLibrary(library: TensorLibrary): void;
}

/** Tells the kernel of tensors, if one that wants to know runs this program. */
export function tellKernel(library: TensorLibrary): void {
  const host = (globalThis as Record<symbol, unknown>)[Symbol.for("rosenblatt.kernel")];
  (host as Partial<KernelHost> | undefined)?.addTensorLibrary?.(library);
}
