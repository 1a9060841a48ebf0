export { type BoardOptions, board, type MoveArrow } from "./board/board.js";
export { type GameBoardOptions, gameBoard } from "./board/game-board.js";
export {
  type PlayBoard,
  type PlayBoardOptions,
  playBoard,
} from "./board/play-board.js";
export { type BoardShape, boardPlanes, planesFen } from "./encoding/board-planes.js";
export { legalGames } from "./encoding/legal-games.js";
export { moveClass, moveNames, moveOfClass } from "./encoding/move-classes.js";
export { type MoveExamples, moveExamples } from "./encoding/move-examples.js";
export { replay } from "./encoding/replay.js";
export { type ResultExamples, resultExamples } from "./encoding/result-examples.js";
export type { SamplingOptions } from "./encoding/sampled.js";
export type { Judge } from "./judge/judge.js";
export { materialJudge, textbookValues } from "./judge/material.js";
export { type NetworkJudge, networkJudge, type Outlook } from "./judge/network-judge.js";
export { type PieceWorth, pieceWorth } from "./judge/piece-worth.js";
export { type GameRules, type PlayedGame, playGame } from "./match/play-game.js";
export { type ChessMatch, type ChessMatchOptions, playMatch } from "./match/play-match.js";
export type { MatchScore } from "./match/score.js";
export { type MoveShare, moveShares } from "./network/move-shares.js";
export { pieceBalance } from "./network/piece-balance.js";
export { type ValueNetworkOptions, valueNetwork } from "./network/value-network.js";
export { type Move, type PieceLetter, type Side, uci } from "./rules/move.js";
export { type GameEnd, type PlacedPiece, Position } from "./rules/position.js";
export type { Opponent } from "./search/opponent.js";
export { randomPlayer, searchPlayer } from "./search/player.js";
export { proposedOrder } from "./search/proposed-order.js";
export {
  bestMoves,
  type Found,
  type MoveOrder,
  type SearchOptions,
  type SearchResult,
} from "./search/search.js";
