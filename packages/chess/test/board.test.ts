import { describe, expect, test } from "@jest/globals";
import { bundleOf, type Layout, type Trace } from "@rosenblatt/plots";
import { board, gameBoard, Position, playBoard } from "../src/index.js";

/** How many closed outlines a trace has. */
function outlines({ x }: Trace): number {
  return (x as (number | null)[]).filter((value) => value === null).length;
}

/** What stands above a frame of an animation. */
function titleOf({ layout }: { readonly layout: Layout }): string {
  return (layout.title as { text: string }).text;
}

describe("board()", () => {
  test("has every piece on its square, seen from either side", () => {
    const lone = "8/8/8/8/8/8/P7/8 w - - 0 1".replace("8/8/8", "k7/8/8").replace("P7/8", "P7/7K");
    const white = (flip: boolean) => board(lone, { flip }).data[2]!;
    const middle = (values: unknown) => {
      const numbers = (values as (number | null)[]).filter((value) => value !== null);
      return (Math.min(...numbers) + Math.max(...numbers)) / 2;
    };
    // The pawn on a2 has four shapes, which come first; the king on h1 the others.
    const pawn = (trace: Trace) => {
      const end = (trace.x as unknown[]).indexOf(null);
      return [
        middle((trace.x as unknown[]).slice(0, end)),
        middle((trace.y as unknown[]).slice(0, end)),
      ];
    };
    expect(pawn(white(false)).map(Math.floor)).toEqual([0, 1]);
    expect(pawn(white(true)).map(Math.floor)).toEqual([7, 6]);
    expect(outlines(white(false))).toBe(4 + 4);
  });

  test("marks the last move, draws arrows by name, and tells the position in letters", () => {
    const position = new Position();
    position.play("e4");
    const { data, layout } = board(position, {
      arrows: [{ move: position.named("e5"), share: 0.5 }],
      title: "After e4",
    });
    expect(outlines(data[1]!)).toBe(2);
    expect(data.at(-1)).toMatchObject({ name: "e5", hoverinfo: "name" });
    expect((layout.title as { text: string }).text).toBe("After e4");
    const bundle = bundleOf(board(position));
    expect(bundle["text/plain"]).toContain("4  . . . . P . . .");
    expect(bundle["text/plain"]).toMatch(/Black to move$/);
    expect(Buffer.from(String(bundle["image/png"]), "base64").subarray(1, 4).toString()).toBe(
      "PNG",
    );
  });
});

describe("gameBoard()", () => {
  test("has a frame for each move, and holds the squares once", () => {
    const { frames } = gameBoard(["e4", "e5", "Qh5", "Nc6", "Bc4", "Nf6", "Qxf7#"]);
    expect(frames.map(titleOf)).toEqual([
      ...["the beginning", "1. e4", "1 … e5", "2. Qh5", "2 … Nc6", "3. Bc4", "3 … Nf6", "4. Qxf7#"],
    ]);
    expect(frames.every(({ traces }) => !traces.includes(0))).toBe(true);
  });

  test("names a move that is not legal", () => {
    expect(() => gameBoard(["e4", "e4"])).toThrow("Cannot play e4");
  });

  test("counts on from the position that it starts with", () => {
    const start = "6k1/5ppp/8/8/8/8/8/R6K b - - 3 30";
    const { frames } = gameBoard(["h6", "Ra8+"], { start });
    expect(frames.map(titleOf)).toEqual(["the beginning", "30 … h6", "31. Ra8+"]);
  });
});

describe("playBoard()", () => {
  const opponent = { name: "first", choose: (position: Position) => position.moves()[0]! };
  const answered = () => new Promise((done) => setTimeout(done, 150));

  test("an opponent answers, and what is taken back is both moves", async () => {
    const game = playBoard({ opponent });
    game.play("e4");
    await answered();
    expect(game.moves).toHaveLength(2);
    expect(game.position.turn).toBe("w");
    game.undo();
    expect(game.moves).toEqual([]);
    game.close();
  });

  test("an opponent with White begins, and a new game cancels its answer", async () => {
    const game = playBoard({ opponent, side: "b" });
    await answered();
    expect(game.moves).toHaveLength(1);
    game.play("e5");
    game.restart();
    await answered();
    expect(game.moves).toHaveLength(1);
    game.close();
  });

  test("refuses what is not legal, and stands as it stood", () => {
    const game = playBoard();
    expect(() => game.play("Ke2")).toThrow("Cannot play Ke2");
    expect(game.moves).toEqual([]);
    game.play("e4");
    game.play("e5");
    expect(game.moves).toEqual(["e4", "e5"]);
    expect(Object.keys(bundleOf(game))).toEqual(["text/plain", "image/png"]);
    game.close();
  });
});
