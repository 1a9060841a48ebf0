export { type BoardOptions, board, type MoveArrow } from "./board/board.js";
export { type GameBoardOptions, gameBoard } from "./board/game-board.js";
export {
  type Opponent,
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
export { type Move, type PieceLetter, type Side, uci } from "./rules/move.js";
export { type GameEnd, type PlacedPiece, Position } from "./rules/position.js";
