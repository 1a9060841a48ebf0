/** A kernel call, by its name and the shapes of what goes in and comes out. */
export interface KernelShapes {
  readonly kernel: string;
  readonly inputs: readonly (readonly number[])[];
  readonly outputs: readonly (readonly number[])[];
}

type Count = (call: KernelShapes) => number;

const product = (sizes: readonly number[]) => sizes.reduce((total, size) => total * size, 1);

/** Each output is a sum over one filter. */
const forward: Count = ({ inputs: [, filter], outputs: [out] }) =>
  product(out!) * product(filter!.slice(0, -1));

/** Each error is multiplied with one filter. */
const towardsInput: Count = ({ inputs: [dy, filter] }) =>
  product(dy!) * product(filter!.slice(0, -1));

/** Each error is multiplied with what one filter saw. */
const towardsFilter: Count = ({ inputs: [, dy], outputs: [filter] }) =>
  product(dy!) * product(filter!.slice(0, -1));

const depthwise: Count = ({ inputs: [, filter], outputs: [out] }) =>
  product(out!) * product(filter!.slice(0, 2));

const depthwiseTowardsInput: Count = ({ inputs: [dy, filter] }) =>
  product(dy!) * product(filter!.slice(0, 2));

const depthwiseTowardsFilter: Count = ({ inputs: [, dy], outputs: [filter] }) =>
  product(dy!) * product(filter!.slice(0, 2));

/** Rows times columns times what they share: the square root of all three sides, twice each. */
const matrices: Count = ({ inputs: [a, b], outputs: [out] }) => {
  const [rows, columns] = out!.slice(-2) as [number, number];
  const shared = Math.sqrt((product(a!.slice(-2)) * product(b!.slice(-2))) / (rows * columns));
  return product(out!) * shared;
};

const counts: Readonly<Record<string, Count>> = {
  Conv2D: forward,
  FusedConv2D: forward,
  Conv3D: forward,
  Conv2DBackpropInput: towardsInput,
  Conv2DBackpropFilter: towardsFilter,
  Conv3DBackpropInputV2: towardsInput,
  Conv3DBackpropFilterV2: towardsFilter,
  DepthwiseConv2dNative: depthwise,
  FusedDepthwiseConv2D: depthwise,
  DepthwiseConv2dNativeBackpropInput: depthwiseTowardsInput,
  DepthwiseConv2dNativeBackpropFilter: depthwiseTowardsFilter,
  BatchMatMul: matrices,
  _FusedMatMul: matrices,
};

/** How often a kernel multiplies in products and convolutions; 0 for all others. */
export function kernelMultAdds(call: KernelShapes): number {
  return counts[call.kernel]?.(call) ?? 0;
}
