import { beforeAll, describe, expect, test } from "@jest/globals";
import { ready } from "@rosenblatt/engine";
import { bundleOf, drawing } from "@rosenblatt/plots";
import {
  DataFileError,
  namedDrawings,
  omniglotStrokes,
  penSequences,
  spaced,
} from "../src/index.js";
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

/** The parts of a data set with one drawing. */
const both = (...drawn: ReturnType<typeof drawing>[]) => ({ train: drawn, test: drawn });

describe("spaced()", () => {
  const strokes = drawing("a sign", moves);
  const places = (moves: readonly (readonly number[])[], axis: 0 | 1) => {
    let sum = 0;
    return moves.map((move) => {
      sum += move[axis]!;
      return Number(sum.toFixed(6));
    });
  };

  test("puts points at equal distances, and keeps the ends and the way between strokes", () => {
    const { moves: even } = spaced(strokes, { by: 1.25 });
    expect(places(even, 0)).toEqual([0, 0.75, 1.5, 2.25, 3, -7, -7]);
    expect(places(even, 1)).toEqual([0, 1, 2, 3, 4, 4, 5]);
    expect(even.map(([, , lifted]) => lifted)).toEqual([0, 0, 0, 0, 1, 0, 1]);
  });

  test("shares points out by length, around corners too, two at least for each stroke", () => {
    const corner = drawing("a corner", [
      [0, 0, 0],
      [2, 0, 0],
      [0, 2, 1],
      [5, 5, 1],
    ]);
    const { moves: even } = spaced(corner, { points: 7 });
    expect(places(even, 0)).toEqual([0, 1, 2, 2, 2, 7, 7]);
    expect(places(even, 1)).toEqual([0, 0, 0, 1, 2, 7, 7]);
    expect(spaced(drawing("nothing", []), { by: 1 }).moves).toEqual([]);
  });

  test("refuses distances and counts that cannot be", () => {
    expect(() => spaced(strokes, { by: 0 })).toThrow("Cannot space points by 0");
    expect(() => spaced(strokes, { points: 3 })).toThrow("two a stroke at least, 4");
  });
});

describe("penSequences()", () => {
  test("has as labels the next moves, and lifts of -1 where there is none", () => {
    const { train } = penSequences(both(drawing("a sign", moves)), { steps: 5 });
    const { input, label } = train.at(0);
    expect([...input]).toEqual([...moves.flat(), 0, 0, 0]);
    expect([...label]).toEqual([...moves.slice(1).flat(), 0, 0, -1, 0, 0, -1]);
    expect(train.labelShape).toEqual([5, 3]);
  });

  test("takes of longer drawings the beginning, with points at distances if asked", () => {
    const sign = drawing("a sign", moves);
    const { train, name } = penSequences(both(sign, drawing("nothing", [])), { steps: 2 });
    expect([...train.inputs]).toEqual([...moves.slice(0, 2).flat(), 0, 0, 0, 0, 0, 0]);
    expect([...train.labels]).toEqual([...moves.slice(1, 3).flat(), 0, 0, -1, 0, 0, -1]);
    expect(name).toBe("Drawings");
    const even = penSequences(both(sign), { steps: 4, by: 2.5 }).train.inputs;
    expect([...even]).toEqual([0, 0, 0, 1.5, 2, 0, 1.5, 2, 1, -10, 0, 0]);
    expect(() => penSequences(both(), { steps: 0 })).toThrow("Cannot take 0 steps");
  });
});

describe("namedDrawings()", () => {
  test("has names as classes, and moves of one number and size", () => {
    const sign = drawing("a sign", moves);
    const large = drawing(
      "a sign",
      moves.map(([dx, dy, lifted]) => [9 * dx, 9 * dy, lifted]),
    );
    const { classes, train } = namedDrawings(both(drawing("a dot", [[0, 0, 1]]), sign, large), {
      steps: 6,
    });
    expect(classes).toEqual(["a dot", "a sign"]);
    expect([...train.labels]).toEqual([0, 1, 1]);
    const [own, other] = [train.at(1).input, train.at(2).input];
    const furthest = own.reduce((most, value, i) => Math.max(most, Math.abs(value - other[i]!)), 0);
    expect(furthest).toBeLessThan(1e-5);
    const squares = own.filter((_, i) => i % 3 < 2).reduce((sum, value) => sum + value ** 2, 0);
    expect(squares / 12).toBeCloseTo(1, 5);
    expect([...train.at(0).input].every(Number.isFinite)).toBe(true);
    expect(() => namedDrawings({ train: [sign], test: [drawing("new", moves)] })).toThrow(
      "there is none of that name",
    );
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
