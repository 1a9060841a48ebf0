import { beforeAll, describe, expect, test } from "@jest/globals";
import { chessGames, type PgnGame } from "@rosenblatt/datasets";
import {
  boardPlanes,
  moveClass,
  moveExamples,
  moveNames,
  moveOfClass,
  Position,
  planesFen,
  replay,
  resultExamples,
  uci,
} from "../src/index.js";

let games: readonly PgnGame[];
beforeAll(async () => {
  games = (await chessGames({ games: 120 })).games;
});

/** A FEN's position as its opponent sees it: rows in reverse, colours exchanged. */
function mirrored(fen: string): string {
  const [rows, , rights, passed] = fen.split(" ") as [string, string, string, string];
  const swap = (text: string) =>
    text.replace(/[a-z]/gi, (letter) =>
      letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
    );
  const ordered = [..."KQkq"].filter((right) => swap(rights).includes(right)).join("") || "-";
  const target = passed.replace(/\d/, (rank) => String(9 - Number(rank)));
  return `${swap(rows.split("/").reverse().join("/"))} w ${ordered} ${target} 0 1`;
}

describe("boardPlanes()", () => {
  test("loses nothing of any position of 120 games, seen from the side to move", () => {
    for (const game of games) {
      for (const { position } of replay(game)) {
        const seen = planesFen(boardPlanes(position));
        // chess.js keeps the square behind any pawn that went two steps, its FEN only useful ones.
        const ours = seen.split(" ").slice(0, 3).join(" ");
        const [rows, , rights] = position.fen.split(" ");
        const theirs =
          position.turn === "w"
            ? `${rows} w ${rights}`
            : mirrored(position.fen).slice(0, ours.length);
        if (ours !== theirs) throw new Error(`${position.fen} became ${seen}`);
      }
    }
  });

  test("tells where a pawn may be captured en passant", () => {
    const position = new Position();
    for (const move of ["e4", "a6", "e5", "d5"]) position.play(move);
    expect(planesFen(boardPlanes(position))).toContain(" w KQkq d6 ");
    const black = new Position("7k/8/8/8/4p3/8/3P4/7K w - - 0 1");
    black.play("d4");
    expect(planesFen(boardPlanes(black))).toBe("7k/8/8/3pP3/8/8/8/7K w - d6 0 1");
  });
});

describe("moveClass()", () => {
  test("tells all legal moves of 120 games apart, and names them as their side sees them", () => {
    for (const game of games) {
      for (const { position } of replay(game)) {
        const moves = position.moves();
        const classes = moves.map(moveClass);
        if (new Set(classes).size !== moves.length) throw new Error(position.fen);
        moves.forEach((move, i) => {
          const seen = moveNames[classes[i]!]!;
          const name = position.turn === "w" ? seen : seen.replace(/\d/g, (rank) => `${9 - +rank}`);
          if (name !== uci(move).replace("q", "")) throw new Error(`${name} ${uci(move)}`);
        });
      }
    }
  });

  test("knows all twelve ways of a pawn to become something, and goes back", () => {
    const position = new Position("1r1r3k/2P5/8/8/8/8/8/7K w - - 0 1");
    const moves = position.moves().filter(({ promotion }) => promotion);
    expect(new Set(moves.map(moveClass)).size).toBe(12);
    for (const move of moves) expect(uci(moveOfClass(position, moveClass(move))!)).toBe(uci(move));
    expect(moveOfClass(position, 0)).toBeUndefined();
  });
});

describe("examples", () => {
  test("of a game are all in one part, and few games make them fail with a cure", () => {
    const own = games.slice(0, 40);
    const { train, test: held } = moveExamples(own, { perGame: 500, test: 0.5 });
    const positions = own.reduce((sum, { moves }) => sum + moves.length, 0);
    expect(train.length + held.length).toBe(positions);
    const sizes = own.map(({ moves }) => moves.length);
    // Whole games add up to the part: one that were divided would leave a remainder.
    const sums = new Set([0]);
    for (const size of sizes) for (const sum of [...sums]) sums.add(sum + size);
    expect(sums.has(train.length)).toBe(true);
    expect(() => moveExamples([], {})).toThrow(/none is left to train with/);
    expect(() => moveExamples(own, { test: 1 })).toThrow(/from 0 to below 1/);
    expect(() => resultExamples(own, { perGame: 0 })).toThrow(/whole number above 0/);
  });

  test("are the same for the same seed, and others for another", () => {
    const labels = (seed: number) => [...moveExamples(games, { perGame: 2, seed }).train.labels];
    expect(labels(3)).toEqual(labels(3));
    expect(labels(3)).not.toEqual(labels(4));
  });

  test("are labelled by the result as the side to move sees it", () => {
    const won = games.filter(({ result }) => result === "1-0").slice(0, 20);
    const { train } = resultExamples(won, { perGame: 100, test: 0 });
    const { losses, wins } = { losses: count(train.labels, 0), wins: count(train.labels, 2) };
    expect(losses + wins).toBe(train.length);
    expect(Math.abs(losses - wins)).toBeLessThan(0.1 * train.length);
    const blackWins = won.map((game) => ({ ...game, result: "0-1" as const }));
    const turned = resultExamples(blackWins, { perGame: 100, test: 0 }).train;
    expect(count(turned.labels, 2)).toBe(losses);
  });

  test("are quiet: no king of the side to move is in check", () => {
    const { train } = resultExamples(games.slice(0, 50), { perGame: 20 });
    for (let i = 0; i < train.length; i += 1) {
      expect(new Position(planesFen(train.at(i).input)).check).toBe(false);
    }
  });
});

function count(labels: Int32Array, wanted: number): number {
  return labels.filter((label) => label === wanted).length;
}
