// Makes chess-games.pgn.gz in this folder from a published package; see ATTRIBUTION.md.
//
//   apt-get source --download-only --tar-only gnuchess-book     (1.02, unpack it)
//   node make-chess.mjs <gnuchess-book-1.02/book_1.02.pgn>      (after `npm run build`)
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { parsePgn } from "../lib/games/parse-pgn.js";

/** World champions, their challengers, and others of that strength. */
const masters = new Set(
  "Alekhine Anand Bogoljubow Botvinnik Bronstein Capablanca Chigorin Euwe Fischer Gelfand Ivanchuk Kamsky Karpov Kasparov Keres Korchnoi Kortchnoi Kramnik Lasker Larsen Petrosian Polugaevsky Portisch Rubinstein Shirov Short Smyslov Spassky Steinitz Tal Timman Topalov Geller Najdorf Reshevsky Taimanov Hort Ljubojevic Andersson Huebner Beliavsky Yusupov Salov Adams Polgar Nunn Speelman Gligoric".split(
    " ",
  ),
);
const games = 5000;

const name = (player) => player.split(/[ ,]/)[0];
const { games: all } = parsePgn(readFileSync(process.argv[2], "latin1"));
const digest = (game) => createHash("sha256").update(game.moves.join(" ")).digest("hex");
const chosen = new Map(
  all
    .filter(({ headers, result, moves }) => {
      const known = masters.has(name(headers.White)) && masters.has(name(headers.Black));
      return known && result !== "*" && moves.length >= 20;
    })
    .map((game) => [digest(game), game]),
);
console.log(`${chosen.size} games of these players`);
// In the order of their digests, which is by chance: any first part is like the whole.
const kept = [...chosen].sort(([a], [b]) => (a < b ? -1 : 1)).slice(0, games);
const text = kept
  .map(([, { headers, moves, result }]) => {
    const named = ["White", "Black", "Date", "Result"].map((key) => `[${key} "${headers[key]}"]\n`);
    return `${named.join("")}\n${moves.join(" ")} ${result}\n`;
  })
  .join("\n");
const here = dirname(fileURLToPath(import.meta.url));
writeFileSync(join(here, "chess-games.pgn.gz"), gzipSync(text, { level: 9 }));
