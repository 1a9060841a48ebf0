import type { Pixels } from "./decode-image.js";
import { type Form, fitted } from "./fitted.js";

interface RoomOptions {
  /** Height and width; one number for both; those of the first picture, when left out. */
  readonly size: number | readonly [height: number, width: number] | undefined;
  readonly channels: 1 | 3;
  /** At most so many pictures. */
  readonly count: number;
  /** Brings a picture to the form of all; without it, it is stretched. */
  readonly fit?: (picture: Pixels, form: Form) => Uint8Array;
}

/** More than this is not held in memory. */
const maxBytes = 4e9;

/**
 * Memory, shared with other threads, for pictures of one form.
 *
 * @throws RangeError for a size that is none; from `add` when pictures differ in size and none was
 *   given, or all would need more than 4 GB.
 */
export function pictureRoom({ size, channels, count, fit = fitted }: RoomOptions) {
  checkForm(size, channels);
  let form: Form | undefined;
  let room: Uint8Array = new Uint8Array(0);
  let used = 0;
  const add = (picture: Pixels, name: string) => {
    if (form === undefined) {
      form = formFor(picture, { size, channels });
      room = makeRoom(form, count);
    }
    if (size === undefined && (picture.height !== form.height || picture.width !== form.width)) {
      throw new RangeError(
        `Cannot put ${name}, ${picture.height} × ${picture.width}, beside pictures of ` +
          `${form.height} × ${form.width}; give a size, such as { size: 64 }`,
      );
    }
    const values = fit(picture, form);
    room.set(values, used);
    used += values.length;
  };
  const done = () => {
    const { height = 1, width = 1 } = form ?? {};
    return { inputs: room.subarray(0, used), shape: [height, width, channels] as const };
  };
  return { add, done };
}

function checkForm(size: RoomOptions["size"], channels: number): void {
  const sides = size === undefined ? [] : [size].flat();
  if (sides.some((side) => !(Number.isInteger(side) && side > 0))) {
    throw new RangeError(`Cannot read pictures of size ${size}: give whole numbers above 0`);
  }
  if (channels !== 1 && channels !== 3) {
    throw new RangeError(`Cannot read pictures with ${channels} channels: 1 is grey, 3 colour`);
  }
}

function formFor(
  picture: Pixels,
  { size, channels }: Pick<RoomOptions, "size" | "channels">,
): Form {
  const [height, width] =
    size === undefined
      ? [picture.height, picture.width]
      : typeof size === "number"
        ? [size, size]
        : size;
  return { height, width, channels };
}

function makeRoom({ height, width, channels }: Form, count: number): Uint8Array {
  const bytes = height * width * channels * count;
  if (bytes > maxBytes) {
    throw new RangeError(
      `Cannot hold ${count} pictures of ${height} × ${width}: that is ${bytes} bytes, ` +
        `more than ${maxBytes}; give a smaller size`,
    );
  }
  return new Uint8Array(new SharedArrayBuffer(bytes));
}
