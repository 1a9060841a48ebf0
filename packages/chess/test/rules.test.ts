import { beforeAll, describe, expect, test } from "@jest/globals";
import { chessGames, type PgnGame, parsePgn } from "@rosenblatt/datasets";
import { Chess } from "chess.js";
import { legalGames, Position, replay, uci } from "../src/index.js";

let games: readonly PgnGame[];
beforeAll(async () => {
  games = (await chessGames({ games: 120 })).games;
});

function count(position: Position, depth: number): number {
  if (depth === 0) return 1;
  return position
    .pseudoMoves()
    .reduce((sum, move) => sum + (position.after(move, () => count(position, depth - 1)) ?? 0), 0);
}

describe("legal moves", () => {
  // https://www.chessprogramming.org/Perft_Results
  test.each([
    [new Position().fen, [20, 400, 8902]],
    ["r3k2r/p1ppqpb1/bn2pnp1/3PN3/1p2P3/2N2Q1p/PPPBBPPP/R3K2R w KQkq - 0 1", [48, 2039, 97862]],
    ["8/2p5/3p4/KP5r/1R3p1k/8/4P1P1/8 w - - 0 1", [14, 191, 2812, 43238]],
    ["r3k2r/Pppp1ppp/1b3nbN/nP6/BBP1P3/q4N2/Pp1P2PP/R2Q1RK1 w kq - 0 1", [6, 264, 9467]],
    ["rnbq1k1r/pp1Pbppp/2p5/8/2B5/8/PPP1NnPP/RNBQK2R w KQ - 1 8", [44, 1486, 62379]],
    ["r4rk1/1pp1qppp/p1np1n2/2b1p1B1/2B1P1b1/P1NP1N2/1PP1QPPP/R4RK1 w - - 0 10", [46, 2079, 89890]],
  ])("are as many as published: %s", (fen, published) => {
    const position = new Position(fen);
    expect(published.map((_, i) => count(position, i + 1))).toEqual(published);
    expect(position.fen).toBe(fen);
  });

  test("of 120 games lead where chess.js says", () => {
    for (const { moves } of games.slice(0, 60)) {
      const theirs = new Chess();
      const ours = new Position();
      for (const move of moves) {
        expect(ours.san(ours.named(move))).toBe(theirs.move(move).san);
        ours.play(move);
      }
      expect(ours.fen).toBe(theirs.fen());
    }
    expect(legalGames({ games, broken: [] }).games).toHaveLength(120);
  });
});

describe("Position", () => {
  test("takes moves back, and counts repetitions", () => {
    const position = new Position();
    const start = position.fen;
    for (const move of ["Nf3", "Nf6", "Ng1", "Ng8", "Nf3", "Nf6", "Ng1"]) position.play(move);
    expect(position.end).toBeUndefined();
    position.play("f6g8");
    expect(position.end).toBe("repetition");
    for (let i = 0; i < 8; i += 1) position.undo();
    expect(position.fen).toBe(start);
    expect(position.repetitions).toBe(1);
    expect(position.undo()).toBeUndefined();
  });

  test.each([
    ["rnb1kbnr/pppp1ppp/8/4p3/6Pq/5P2/PPPPP2P/RNBQKBNR w KQkq - 1 3", "checkmate"],
    ["7k/5Q2/6K1/8/8/8/8/8 b - - 0 1", "stalemate"],
    ["7k/8/6K1/8/8/8/8/6N1 b - - 0 1", "material"],
    ["7k/8/6K1/8/8/8/8/6R1 w - - 100 90", "fifty moves"],
  ])("%s is over by %s", (fen, end) => {
    expect(new Position(fen).end).toBe(end);
  });

  test("knows what castling and pawns on the last row are called", () => {
    const castles = new Position("r3k2r/8/8/8/8/8/8/R3K2R w KQkq - 0 1");
    expect(["O-O", "0-0-0", "e1g1"].map((name) => uci(castles.named(name)))).toEqual([
      "e1g1",
      "e1c1",
      "e1g1",
    ]);
    const promotes = new Position("1r5k/P7/8/8/8/8/8/7K w - - 0 1");
    expect(["a8=Q", "axb8=N+", "a7b8r"].map((name) => uci(promotes.named(name)))).toEqual([
      "a7a8q",
      "a7b8n",
      "a7b8r",
    ]);
  });

  test("says why a move cannot be made", () => {
    const pinned = new Position("4r2k/8/8/8/8/8/4N3/4K3 w - - 0 1");
    expect(() => pinned.play("Nc3")).toThrow(/leave the king in check/);
    expect(() => pinned.play("Ne5")).toThrow(/legal are .*K/);
    expect(() => pinned.play("hello")).toThrow(/write it as "Nf3"/);
    const twins = new Position("7k/8/8/8/8/8/8/N3K1N1 w - - 0 1");
    expect(() => twins.play("Ne2")).not.toThrow();
    const either = new Position("7k/8/8/8/8/2N5/8/4K1N1 w - - 0 1");
    expect(() => either.play("Ne2")).toThrow(/several pieces/);
    expect(() => new Position("8/8")).toThrow(/Cannot set up "8\/8".*FEN/);
  });
});

test("a game with an illegal move joins the broken ones and loses no other", () => {
  const parsed = parsePgn(
    '1. d4 ) *\n\n[White "A"]\n\n1. e4 *\n\n[White "B"]\n\n1. e4 e5 2. Ke3 *\n\n1. d4 ) *',
  );
  const { games: legal, broken } = legalGames(parsed);
  expect(legal).toHaveLength(1);
  const places = broken.map(({ number, line }) => [number, line]);
  expect(places).toEqual([
    [1, 1],
    [4, 11],
    [3, 7],
  ]);
  expect(broken.at(-1)!.why).toMatch(/Cannot play Ke3 in .*: the piece cannot go there/);
});

test("a game that begins with a position of its own is replayed from there", () => {
  const fen = "7k/8/8/8/8/8/8/N3K1N1 w - - 0 1";
  const game = parsePgn(`[SetUp "1"]\n[FEN "${fen}"]\n\n1. Nb3 *`).games[0]!;
  expect([...replay(game)].map(({ next }) => next && uci(next))).toEqual(["a1b3", undefined]);
});
