import { beforeAll, describe, expect, jest, test } from "@jest/globals";
import { chessGames, type PgnGame } from "@rosenblatt/datasets";
import { ready, seed } from "@rosenblatt/engine";
import { conv, flatten, net } from "@rosenblatt/models";
import { bundleOf } from "@rosenblatt/plots";
import { fit, predict } from "@rosenblatt/training";
import {
  bestMoves,
  type Judge,
  type Move,
  materialJudge,
  moveShares,
  networkJudge,
  Position,
  pieceWorth,
  planesFen,
  playGame,
  playMatch,
  proposedOrder,
  randomPlayer,
  replay,
  resultExamples,
  searchPlayer,
  uci,
  valueNetwork,
} from "../src/index.js";
import { matchScore } from "../src/match/score.js";
import matchScores from "./fixtures/match-scores.json";

let games: readonly PgnGame[];
beforeAll(async () => {
  await ready();
  games = (await chessGames({ games: 60 })).games;
});

/** The whole tree without leaving anything out: what alpha-beta must find. */
function minimax(position: Position, judge: Judge, depth: number): number {
  if (position.repetitions >= 2) return 0;
  if (depth <= 0 && !position.check) return quiet(position, judge);
  const scores = position
    .moves()
    .map((move) => position.after(move, () => -minimax(position, judge, depth - 1))!);
  if (scores.length === 0) return position.check ? -Infinity : 0;
  return Math.max(...scores);
}

/** The same where only captures and promotions go on. */
function quiet(position: Position, judge: Judge): number {
  const scores = position
    .moves()
    .filter(({ captured, promotion }) => captured !== undefined || promotion === "q")
    .map((move) => position.after(move, () => -quiet(position, judge))!);
  return Math.max(judge.score(position), ...scores);
}

describe("bestMoves()", () => {
  test("finds what minimax finds, with either judge", () => {
    seed(5);
    const judges = [materialJudge(), networkJudge(valueNetwork({ units: 4 }))];
    for (const { moves } of games) {
      const position = new Position();
      for (const move of moves) {
        position.play(move);
        // The whole tree of captures is only small where few pieces are left.
        if (position.pieces.filter((piece) => piece).length <= 12) break;
      }
      if (position.end || position.pieces.filter((piece) => piece).length > 12) continue;
      for (const judge of judges) {
        const scores = position
          .moves()
          .map((move) => position.after(move, () => -minimax(position, judge, 0))!);
        const { best } = bestMoves(position, { judge, depth: 1 });
        const most = Math.max(...scores);
        expect(best[0]!.score).toBeCloseTo(most, 9);
        expect(best).toHaveLength(scores.filter((score) => score === most).length);
      }
    }
  });

  test("finds the same in any order, and tells the first of equals first", () => {
    const position = new Position();
    const judge = materialJudge();
    const order = () => (move: Move) => Number(uci(move) === "g1f3");
    const plain = bestMoves(position, { judge, depth: 2 });
    const names = ({ best }: typeof plain) => best.map(({ move }) => uci(move)).sort();
    const ordered = bestMoves(position, { judge, depth: 2, order });
    expect(uci(ordered.best[0]!.move)).toBe("g1f3");
    expect(names(ordered)).toEqual(names(plain));
  });

  test("finds what minimax finds two moves ahead", () => {
    const position = new Position("4k3/p4r2/8/3n4/8/1P1B4/8/3RK3 w - - 0 1");
    const scores = position
      .moves()
      .map((move) => position.after(move, () => -minimax(position, materialJudge(), 1))!);
    const { best } = bestMoves(position, { judge: materialJudge(), depth: 2 });
    expect(best[0]!.score).toBe(Math.max(...scores));
    expect(best).toHaveLength(scores.filter((score) => score === best[0]!.score).length);
  });

  test.each([
    ["6k1/5ppp/8/8/8/8/8/R6K w - - 0 1", 1, "Ra8#"],
    ["k7/2K5/8/8/8/8/8/1Q6 w - - 0 1", 1, "Qb7#"],
    ["7k/8/8/8/8/1q6/r7/7K b - - 0 1", 1, "Qb1#"],
    ["3r2k1/5ppp/8/8/8/8/3Q1PPP/3R2K1 w - - 0 1", 2, "Qxd8#"],
  ])("mates in %s", (fen, depth, mate) => {
    const position = new Position(fen);
    const { best } = bestMoves(position, { judge: materialJudge(), depth });
    expect(best.map(({ move }) => position.san(move))).toContain(mate);
    expect(best[0]!.score).toBeGreaterThan(1e6);
    expect(position.fen).toBe(fen);
  });

  test("captures on until it is quiet: a guarded pawn is not worth a queen", () => {
    const position = new Position("4k3/2p5/3p4/8/8/8/3Q4/4K3 w - - 0 1");
    const { best } = bestMoves(position, { judge: materialJudge(), depth: 1 });
    expect(best.map(({ move }) => uci(move))).not.toContain("d2d6");
    expect(best[0]!.score).toBe(7);
  });

  test("refuses a game that is over, and to look no move ahead", () => {
    const judge = materialJudge();
    expect(() => bestMoves(new Position("7k/5Q2/6K1/8/8/8/8/8 b - - 0 1"), { judge })).toThrow(
      /the game is over/,
    );
    expect(() => bestMoves(new Position(), { judge, depth: 0 })).toThrow(/above 0/);
  });
});

describe("a value network", () => {
  test("is judged in plain JavaScript as predict() does, on real positions", async () => {
    seed(3);
    const data = resultExamples(games, { perGame: 8 });
    const model = valueNetwork({ units: 6 });
    await fit(model, data, { epochs: 1, show: false });
    const judge = networkJudge(model);
    const { outputs } = predict(model, data.test);
    for (let i = 0; i < data.test.length; i += 1) {
      const { loss, draw, win } = judge.outlook(new Position(planesFen(data.test.at(i).input)));
      const logits = [...outputs.subarray(3 * i, 3 * i + 3)];
      const sum = logits.reduce((all, logit) => all + Math.exp(logit), 0);
      [loss, draw, win].forEach((share, k) => {
        expect(share).toBeCloseTo(Math.exp(logits[k]!) / sum, 4);
      });
    }
  });

  test("sees the same for White and for Black", () => {
    seed(3);
    const judge = networkJudge(valueNetwork({ units: 6 }));
    const white = new Position("4k3/8/8/8/8/8/4P3/4K3 w - - 0 1");
    const black = new Position("4k3/4p3/8/8/8/8/8/4K3 b - - 0 1");
    expect(judge.score(black)).toBe(judge.score(white));
    expect(judge.chance(black)).toBeCloseTo(1 - judge.chance(white), 12);
  });
});

test("pieceWorth() of counting is what textbooks say, and of castled rooks too", () => {
  const position = new Position("r3k2r/8/8/8/8/2N5/PPP5/R3K2R w KQkq - 0 1");
  const worths = pieceWorth(position, materialJudge());
  expect(Object.fromEntries(worths.map(({ square, worth }) => [square, worth]))).toEqual({
    ...{ a2: 1, b2: 1, c2: 1, c3: 3, a1: 5, h1: 5 },
  });
});

test("moveShares() are of legal moves alone, sum to 1, and refuse other networks", () => {
  seed(2);
  const position = new Position();
  position.play("e4");
  const proposer = net([8, 8, 14], conv(73, 1, { act: "linear" }), flatten());
  const shares = moveShares(proposer, position);
  expect(shares).toHaveLength(20);
  expect(shares.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
  expect(shares[0]!.share).toBeGreaterThanOrEqual(shares[19]!.share);
  expect(() => moveShares(valueNetwork(), position)).toThrow(/needs 4672/);
});

describe("proposedOrder()", () => {
  const proposer = () => net([8, 8, 14], conv(73, 1, { act: "linear" }), flatten());

  test("is the share of each legal move, and 0 of one that leaves the king in check", () => {
    seed(2);
    const model = proposer();
    const position = new Position("4k3/8/8/8/8/8/3q4/4K3 w - - 0 1");
    const order = proposedOrder(model)(position);
    const shares = moveShares(model, position);
    expect(shares.map(({ move }) => order(move))).toEqual(shares.map(({ share }) => share));
    expect(order(position.pseudoMoves().find((move) => uci(move) === "e1d1")!)).toBe(0);
  });

  test("changes how many positions are searched, and not how good the best moves are", () => {
    seed(2);
    const order = proposedOrder(proposer());
    const judge = materialJudge();
    const positions = games.slice(0, 6).map(({ moves }) => {
      const position = new Position();
      for (const move of moves.slice(0, 24)) position.play(move);
      return position;
    });
    const results = positions.map((position) => {
      const plain = bestMoves(position, { judge, depth: 2 });
      const proposed = bestMoves(position, { judge, depth: 2, order });
      const found = ({ best }: typeof plain) =>
        best.map(({ move, score }) => `${uci(move)} ${score}`).sort();
      expect(found(proposed)).toEqual(found(plain));
      return [plain.nodes, proposed.nodes];
    });
    expect(results.some(([plain, proposed]) => plain !== proposed)).toBe(true);
  });

  test("is asked by a player about each position from which it looks ahead", () => {
    seed(2);
    const asked: string[] = [];
    const propose = proposedOrder(proposer());
    const order = (position: Position) => {
      asked.push(position.fen);
      return propose(position);
    };
    const position = new Position("6k1/5ppp/8/8/8/8/8/R6K w - - 0 1");
    const move = searchPlayer(materialJudge(), { depth: 2, order }).choose(position);
    expect(position.san(move)).toBe("Ra8#");
    expect(asked[0]).toBe(position.fen);
    expect(asked.length).toBeGreaterThan(1);
  });
});

describe("playGame()", () => {
  test("makes legal moves to an end by the rules, or is stopped and counted", () => {
    const [white, black] = [searchPlayer(materialJudge(), { depth: 1 }), randomPlayer()];
    const game = playGame({ white, black }, { opening: ["e4", "e5"], length: 120 });
    const replayed = [...replay({ headers: {}, moves: game.moves })];
    expect(replayed).toHaveLength(game.moves.length + 1);
    expect(game.moves.slice(0, 2)).toEqual(["e4", "e5"]);
    expect(["1-0", "1/2-1/2"]).toContain(game.result);
    const short = playGame({ white, black }, { opening: ["e4", "e5"], length: 4 });
    expect(short).toMatchObject({ by: "length", result: "1/2-1/2" });
  });
});

describe("playMatch()", () => {
  test("plays each opening with both colours, and the same match for the same seed", async () => {
    const match = () =>
      playMatch(searchPlayer(materialJudge(), { depth: 1 }), randomPlayer(), {
        ...{ games: 8, openings: games, length: 80, seed: 4, show: false },
      });
    const first = await match();
    expect(first.games.map(({ white }) => white)).toEqual(
      Array.from({ length: 8 }, (_, i) => (i % 2 === 0 ? "material, 1 ahead" : "random")),
    );
    const openings = first.games.map(({ moves }) => moves.slice(0, 8).join(" "));
    expect(new Set(openings).size).toBe(4);
    expect(openings[0]).toBe(openings[1]);
    expect(first.score).toBeGreaterThan(0.6);
    expect((await match()).games).toEqual(first.games);
  });

  test("keeps what was played when it is interrupted", async () => {
    const players = [randomPlayer(), randomPlayer({ seed: 2 })] as const;
    const write = jest.spyOn(process.stdout, "write").mockReturnValue(true);
    setTimeout(() => process.emit("SIGINT"), 100);
    const match = await playMatch(...players, { games: 80, openings: games, length: 100 });
    write.mockRestore();
    expect(match.interrupted).toBe(true);
    expect(match.games.length).toBeGreaterThan(0);
    expect(match.games.length).toBeLessThan(80);
    expect(String(bundleOf(match)["text/plain"])).toContain("then interrupted");
  });

  test("says what it cannot play", async () => {
    const [a, b] = [randomPlayer(), randomPlayer()];
    await expect(playMatch(a, b, { games: 3, openings: games })).rejects.toThrow(/even number/);
    await expect(playMatch(a, b, { games: 900, openings: games })).rejects.toThrow(/different/);
  });
});

describe("the score of a match", () => {
  test("has the Elo difference that belongs to it", () => {
    const { score, elo, wins, draws, losses } = matchScore([1, 1, 1, 0.5, 1, 0, 0.5, 0]);
    expect([wins, draws, losses]).toEqual([4, 2, 2]);
    expect(score).toBe(0.625);
    expect(elo).toBeCloseTo(88.74, 2);
    expect(matchScore([1, 1]).elo).toBe(Infinity);
  });

  test.each(Object.entries(matchScores))("has statsmodels' interval of %s", (_, match) => {
    const { score, interval } = matchScore(match.points);
    interval.forEach((end, i) => {
      expect(end).toBeCloseTo(match.interval[i]!, 12);
    });
    expect(interval[0]).toBeLessThanOrEqual(score);
    expect(interval[1]).toBeGreaterThanOrEqual(score);
  });

  test("does not tell from two pairs alike who is better", () => {
    expect(matchScore([0, 0, 0, 0]).interval[1]).toBeGreaterThan(0.5);
    expect(matchScore([1, 1, 1, 1]).interval[0]).toBeLessThan(0.5);
  });
});
