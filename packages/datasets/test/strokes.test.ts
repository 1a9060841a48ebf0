import { beforeAll, describe, expect, test } from "@jest/globals";
import { ready } from "@rosenblatt/engine";
import { bundleOf } from "@rosenblatt/plots";
import { DataFileError, drawing, omniglotStrokes, penSequences } from "../src/index.js";
import { movesOf } from "../src/strokes/omniglot-strokes.js";

beforeAll(() => ready());

const file = "START\n10,-20,0\n13,-24,5\nBREAK\n3,-24,9\n3,-25,12\nBREAK\n";
const moves = [
  [0, 0, 0],
  [3, 4, 1],
  [-10, 0, 0],
  [0, 1, 1],
] as const;

describe("a file of strokes", () => {
  test("is moves from point to point, y downwards, and where the pen is lifted", () => {
    expect(movesOf(file, "a.txt").map((move) => move.map((value) => value + 0))).toEqual(moves);
    expect(movesOf(file.replaceAll("\n", "\r\n"), "a.txt")).toHaveLength(4);
  });

  test("is refused where it is cut off or not in the format, with the line", () => {
    expect(() => movesOf(file.slice(0, -8), "a.txt")).toThrow(
      "Cannot read a.txt: it must go from START to BREAK",
    );
    expect(() => movesOf("", "a.txt")).toThrow(DataFileError);
    for (const wrong of ["13,x,5", "13,-24", "13,-24,5,6", "13,,5", "1e999,0,0"]) {
      expect(() => movesOf(file.replace("13,-24,5", wrong), "a.txt")).toThrow(
        `line 3 must be x,y,t or BREAK, got ${wrong}`,
      );
    }
  });
});

describe("drawing()", () => {
  test("shows each stroke as one line", () => {
    const bundle = bundleOf(drawing("a sign", moves));
    expect(bundle["text/plain"]).toBe("a sign: 2 strokes, 4 points");
    const path = / d="([^"]+)"/.exec(String(bundle["image/svg+xml"]))![1]!;
    // 10 wide, from -7 to 3, on 128 of 160 pixels; the strokes are 3 by 4 and 0 by 1.
    expect(path).toBe("M105.6 16.0L144.0 67.2M16.0 67.2L16.0 80.0");
  });

  test("shows a dot, and nothing at all", () => {
    expect(bundleOf(drawing("a dot", [[0, 0, 1]]))["text/html"]).toContain("M16.0 16.0L16.0 16.0");
    expect(bundleOf(drawing("nothing", []))["text/plain"]).toBe("nothing: 0 strokes, 0 points");
  });
});

describe("penSequences()", () => {
  test("has as targets the next moves, and weights where there is one", () => {
    const { x, y, weights } = penSequences([drawing("a sign", moves)], { steps: 5 });
    const zero = [0, 0, 0];
    expect(x.arraySync()).toEqual([[...moves, zero]]);
    expect(y.arraySync()).toEqual([[...moves.slice(1), zero, zero]]);
    expect(weights.arraySync()).toEqual([[1, 1, 1, 0, 0]]);
  });

  test("takes of longer drawings the beginning", () => {
    const { x, y, weights } = penSequences([drawing("a sign", moves), drawing("a dot", [])], {
      steps: 2,
    });
    expect(x.arraySync()[0]).toEqual(moves.slice(0, 2));
    expect(y.arraySync()[0]).toEqual(moves.slice(1, 3));
    expect(weights.arraySync()).toEqual([
      [1, 1],
      [0, 0],
    ]);
    expect(() => penSequences([], { steps: 0 })).toThrow("Cannot take 0 steps");
  });
});

const whole = process.env.ROSENBLATT_MIRROR ? describe : describe.skip;

whole("omniglotStrokes()", () => {
  test("has 20 drawings of each of 136 characters, tested with people of its own", async () => {
    const { train, test: others, unit } = await omniglotStrokes();
    expect([train.length, others.length]).toEqual([136 * 16, 136 * 4]);
    expect(new Set(train.map(({ name }) => name)).size).toBe(136);
    let [sum, count] = [0, 0];
    for (const { moves } of train) {
      for (const [dx, dy] of moves) sum += dx ** 2 + dy ** 2;
      count += 2 * moves.length;
      expect(moves.at(-1)![2]).toBe(1);
    }
    expect(Math.sqrt(sum / count)).toBeCloseTo(1, 6);
    expect(unit).toBeGreaterThan(0.5);
    expect(unit).toBeLessThan(10);
  });

  test("has one alphabet alone, in both parts, and refuses others", async () => {
    const latin = await omniglotStrokes({ alphabet: "Latin", test: 0 });
    expect([latin.train.length, latin.test.length]).toEqual([26 * 20, 0]);
    expect(String(bundleOf(latin)["text/html"]).match(/<svg/g)).toHaveLength(24);
    const names = (await omniglotStrokes({ part: "small2" })).train.map(({ name }) => name);
    expect(new Set(names.map((name) => name.replace(/ character\d+$/, ""))).size).toBe(5);
    await expect(omniglotStrokes({ alphabet: "Elvish" })).rejects.toThrow("there are Balinese,");
    await expect(omniglotStrokes({ test: 1 })).rejects.toThrow("from 0 to below 1");
  });
});
