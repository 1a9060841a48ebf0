import type { Explained, ExplainedCall } from "./explanation.js";

/** A row of the picture: forward calls, beside them their gradients, beside those the updates. */
export interface Row {
  /** Whether its forward calls cost next to nothing. */
  readonly light: boolean;
  /** One call that costs something, or a run of calls that cost next to nothing. */
  readonly forward: readonly number[];
  readonly backward: readonly number[];
  /** Positions of the updates whose gradients are found in this row. */
  readonly updates: readonly number[];
}

/** Gradient kernels, and the forward kernels that they belong to. */
const families: Readonly<Record<string, RegExp>> = {
  Conv2DBackpropInput: /^(FusedConv2D|Conv2D)$/,
  Conv2DBackpropFilter: /^(FusedConv2D|Conv2D|Conv2DBackpropInput)$/,
  DepthwiseConv2dNativeBackpropInput: /^(FusedDepthwiseConv2D|DepthwiseConv2dNative)$/,
  DepthwiseConv2dNativeBackpropFilter: /^(FusedDepthwiseConv2D|DepthwiseConv2dNative)$/,
  MaxPoolGrad: /^MaxPool$/,
  AvgPoolGrad: /^AvgPool$/,
  BatchMatMul: /^(_FusedMatMul|BatchMatMul)$/,
  _FusedMatMul: /^(_FusedMatMul|BatchMatMul)$/,
};

/** Arranges the calls of a step so that a gradient stands beside what it is the gradient of. */
export function rowsOf(explained: Explained): Row[] {
  const { steps } = explained;
  const weighty = (call: ExplainedCall) => isWeighty(call, explained);
  const groups = forwardGroups(steps, weighty);
  const rowOf = new Map<number, number>();
  groups.forEach((group, row) => {
    for (const call of group) rowOf.set(call, row);
  });
  const partners = new Set<string>();
  steps.forEach((call, position) => {
    if (call.phase !== "backward") return;
    const partner = partnerOf(call, { steps, partners });
    // What has no partner follows the gradient that was found last before it.
    const before = call.sources.filter((source) => steps[source]?.phase === "backward");
    const source = before.length > 0 ? Math.max(...before) : Math.max(...call.sources);
    const row = rowOf.get(partner ?? source) ?? groups.length - 1;
    if (partner !== undefined) partners.add(gradientKey(partner, call));
    rowOf.set(position, row);
  });
  return groups.map((forward, row) => ({
    light: !weighty(steps[forward[0]!]!),
    forward,
    backward: steps.flatMap(({ phase }, i) =>
      phase === "backward" && rowOf.get(i) === row ? [i] : [],
    ),
    updates: explained.updates.flatMap(({ calls }, i) =>
      gradientRow(calls, { steps, rowOf }) === row ? [i] : [],
    ),
  }));
}

/** Whether a call multiplies matrices, or takes more than a hundredth of the step. */
export function isWeighty(
  { multAdds, milliseconds }: ExplainedCall,
  { milliseconds: all }: Explained,
): boolean {
  return multAdds > 0 || milliseconds > all / 100;
}

/** Weighty calls alone, light ones in runs. */
function forwardGroups(
  steps: readonly ExplainedCall[],
  weighty: (call: ExplainedCall) => boolean,
): number[][] {
  const groups: number[][] = [];
  let light = false;
  steps.forEach((call, position) => {
    if (call.phase !== "forward") return;
    if (light && !weighty(call)) groups.at(-1)!.push(position);
    else groups.push([position]);
    light = !weighty(call);
  });
  return groups;
}

/** The last forward call of the same family and shapes that has no such gradient yet. */
function partnerOf(
  call: ExplainedCall,
  { steps, partners }: { steps: readonly ExplainedCall[]; partners: ReadonlySet<string> },
): number | undefined {
  const family = families[call.kernel];
  if (!family) return undefined;
  const made = String(call.outputs[0]);
  for (let position = steps.length - 1; position >= 0; position--) {
    const { kernel, phase, inputs } = steps[position]!;
    if (phase !== "forward" || !family.test(kernel)) continue;
    if (!inputs.some((shape) => String(shape) === made)) continue;
    if (!partners.has(gradientKey(position, call))) return position;
  }
  return undefined;
}

/** A call has one gradient for each of its inputs; they are told apart by their shapes. */
function gradientKey(position: number, { outputs }: ExplainedCall): string {
  return `${position} ${outputs[0]}`;
}

/** The row of the gradient that an update starts from. */
function gradientRow(
  calls: readonly number[],
  { steps, rowOf }: { steps: readonly ExplainedCall[]; rowOf: ReadonlyMap<number, number> },
): number | undefined {
  const gradients = calls
    .flatMap((call) => steps[call]!.sources)
    .filter((source) => steps[source]?.phase === "backward");
  return gradients.length > 0 ? rowOf.get(Math.max(...gradients)) : undefined;
}
