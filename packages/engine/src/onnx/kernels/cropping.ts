import { types } from "../graph-builder.js";
import type { KernelRule, KernelRules, Lowering } from "../lowering.js";
import { reshape, Value } from "../value.js";
import { guarded } from "./empty.js";

interface Attributes {
  cropSize: [number, number];
  method: "bilinear" | "nearest";
  extrapolationValue: number;
}

/** Boxes cut out of images and brought to one size; a box is given in shares of the image. */
const cropAndResize: KernelRule = {
  shape: ({ image, boxes }, attrs) => ({
    shape: [boxes!.shape[0]!, ...(attrs as unknown as Attributes).cropSize, image!.shape[3]!],
    dtype: "float32",
  }),
  lower: (call) => {
    const { builder, output, inputs } = call;
    const { cropSize, method, extrapolationValue } = call.attrs as unknown as Attributes;
    const [, height, width] = inputs.image!.shape as [number, number, number];
    const rows = placesOf(call, { side: 0, size: height, count: cropSize[0] });
    const columns = placesOf(call, { side: 1, size: width, count: cropSize[1] });
    const pixels = method === "nearest" ? closest(call, rows, columns) : mixed(call, rows, columns);
    const within = builder.add("And", [rows.within, columns.within]);
    const filled = builder.add("Where", [within, pixels, builder.scalar(extrapolationValue)]);
    const { known } = images(call);
    const name = builder.add("Where", [known, filled, builder.scalar(0)]);
    return new Value(call, { ...output, name });
  },
};

/** Along one axis, where the pixels of each crop are; stretched to each other. */
interface Places {
  readonly place: string;
  readonly within: string;
}

function placesOf(
  call: Lowering,
  { side, size, count }: { side: 0 | 1; size: number; count: number },
): Places {
  const { builder, inputs } = call;
  const op = (type: string, ...names: string[]) => builder.add(type, names);
  const [from, to] = [side, side + 2].map((i) => {
    const bounds = [[i], [i + 1], [1]].map((list) => builder.ints(list));
    return reshape(builder, op("Slice", inputs.boxes!.plain, ...bounds), [-1, 1, 1, 1]);
  }) as [string, string];
  const last = builder.scalar(size - 1);
  const axes = side === 0 ? [1, count, 1, 1] : [1, 1, count, 1];
  const steps = builder.constant(
    Float32Array.from({ length: count }, (_, i) => i),
    axes,
  );
  const distance = op("Mul", op("Sub", to, from), builder.scalar((size - 1) / (count - 1)));
  const place =
    count > 1
      ? op("Add", op("Mul", from, last), op("Mul", steps, distance))
      : op("Mul", op("Mul", op("Add", from, to), builder.scalar(0.5)), last);
  const above = op("GreaterOrEqual", place, builder.scalar(0));
  const within = op("And", above, op("LessOrEqual", place, last));
  return { place: op("Clip", place, builder.scalar(0), last), within };
}

/** Which picture each box is of, and whether there is that picture. */
function images({ builder, inputs }: Lowering): { first: string; known: string } {
  const [n, height, width] = inputs.image!.shape as [number, number, number];
  const index = reshape(builder, inputs.boxInd!.plain, [-1, 1, 1, 1]);
  const wide = builder.add("Cast", [index], { attributes: { to: types.int64 } });
  const known = builder.add("Less", [wide, builder.ints([n])]);
  const safe = builder.add("Min", [wide, builder.ints([n - 1])]);
  return { first: builder.add("Mul", [safe, builder.ints([height * width])]), known };
}

/** The pixels at whole places, `[boxes, height, width, channels]`. */
function pixelsAt(call: Lowering, row: string, column: string): string {
  const { builder, inputs } = call;
  const [n, height, width, channels] = inputs.image!.shape as [number, number, number, number];
  const whole = (name: string) => builder.add("Cast", [name], { attributes: { to: types.int64 } });
  const line = builder.add("Mul", [whole(row), builder.ints([width])]);
  const pixel = builder.add("Add", [line, whole(column)]);
  const index = builder.add("Add", [images(call).first, pixel]);
  const flat = reshape(builder, inputs.image!.plain, [n * height * width, channels]);
  const float = builder.add("Cast", [flat], { attributes: { to: types.float32 } });
  const kept = call.output.shape.slice(0, 3);
  return builder.add("Gather", [float, reshape(builder, index, kept)], { attributes: { axis: 0 } });
}

function closest(call: Lowering, rows: Places, columns: Places): string {
  const { builder } = call;
  const round = ({ place }: Places) =>
    builder.add("Floor", [builder.add("Add", [place, builder.scalar(0.5)])]);
  return pixelsAt(call, round(rows), round(columns));
}

function mixed(call: Lowering, rows: Places, columns: Places): string {
  const op = (type: string, ...names: string[]) => call.builder.add(type, names);
  const [top, left] = [op("Floor", rows.place), op("Floor", columns.place)];
  const [bottom, right] = [op("Ceil", rows.place), op("Ceil", columns.place)];
  const between = (a: string, b: string, share: string) =>
    op("Add", a, op("Mul", op("Sub", b, a), share));
  const across = op("Sub", columns.place, left);
  const line = (row: string) =>
    between(pixelsAt(call, row, left), pixelsAt(call, row, right), across);
  return between(line(top), line(bottom), op("Sub", rows.place, top));
}

/** Cropping by boxes that are known only when the graph runs. */
export const croppingRules: KernelRules = guarded({ CropAndResize: cropAndResize });
