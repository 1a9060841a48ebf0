import { describe, expect, test } from "@jest/globals";
import { decodeIdx } from "../src/index.js";

/** A file of these sizes; `values` may be too few or too many. */
function idx(sizes: readonly number[], values: readonly number[]): Uint8Array {
  const header = Buffer.alloc(4 + 4 * sizes.length);
  header[2] = 0x08;
  header[3] = sizes.length;
  sizes.forEach((size, i) => {
    header.writeUInt32BE(size, 4 + 4 * i);
  });
  return Uint8Array.from([...header, ...values]);
}

describe("decodeIdx()", () => {
  test("gives the sizes, and the values without a copy", () => {
    const file = idx([2, 1, 3], [1, 2, 3, 4, 5, 6]);
    const { sizes, values } = decodeIdx(file);
    expect(sizes).toEqual([2, 1, 3]);
    expect([...values]).toEqual([1, 2, 3, 4, 5, 6]);
    expect(values.buffer).toBe(file.buffer);
  });

  test("reads a part of a larger buffer", () => {
    const whole = Buffer.concat([Buffer.from([9, 9, 9]), idx([2], [7, 8])]);
    expect([...decodeIdx(whole.subarray(3)).values]).toEqual([7, 8]);
  });

  test.each([
    ["nothing", [], "must begin with 0000, got nothing"],
    ["a gzip file", [0x1f, 0x8b, 8, 0, 0], "got 1f8b0800"],
    ["float32", [0, 0, 0x0d, 1, 0, 0, 0, 0], "got type 13 in 1"],
    ["no dimensions", [0, 0, 8, 0], "got type 8 in 0"],
    [
      "a header cut off",
      [0, 0, 8, 3, 0, 0, 0, 1, 0],
      "3 dimensions need 16 bytes of header, got 9",
    ],
  ])("refuses %s", (_, bytes, message) => {
    const decode = () => decodeIdx(Uint8Array.from(bytes), { name: "x" });
    expect(decode).toThrow(SyntaxError);
    expect(decode).toThrow(message);
  });

  test("refuses sizes that lie, without making room for them", () => {
    const huge = idx([0xffffffff, 0xffffffff, 0xffffffff], [1]);
    expect(() => decodeIdx(huge)).toThrow("got 1; the file is cut off");
    expect(() => decodeIdx(idx([2], [1, 2, 3]))).toThrow(
      "need 2 bytes, got 3; the file is too long",
    );
  });

  test("refuses every file that was cut off anywhere, or has any byte more", () => {
    const file = idx([3, 2, 2], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    for (let length = 0; length < file.length; length += 1) {
      expect(() => decodeIdx(file.subarray(0, length))).toThrow(SyntaxError);
    }
    expect(() => decodeIdx(Uint8Array.from([...file, 0]))).toThrow(SyntaxError);
  });

  test("gives what the sizes say, or refuses, whatever byte of the header is changed", () => {
    const file = idx([2, 2], [1, 2, 3, 4]);
    for (let position = 0; position < 12; position += 1) {
      for (let byte = 0; byte < 256; byte += 1) {
        const changed = Uint8Array.from(file);
        changed[position] = byte;
        try {
          const { sizes, values } = decodeIdx(changed);
          expect(sizes.reduce((product, size) => product * size, 1)).toBe(values.length);
        } catch (error) {
          expect(error).toBeInstanceOf(SyntaxError);
        }
      }
    }
  });
});
