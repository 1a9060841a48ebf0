import { tf } from "@rosenblatt/engine";
import { branch, dense, dropout, flatten, type Net, named, net } from "@rosenblatt/models";
import { type BoardShape, boardShape } from "../encoding/board-planes.js";
import { pieceBalance } from "./piece-balance.js";

/** The names of the layers by which such a network is known. */
export const layerNames = { prices: "prices", places: "places", outlook: "outlook" } as const;

/** The size of a network that judges positions. */
export interface ValueNetworkOptions {
  /** Units of the hidden layer. */
  readonly units?: number;
  /** The share of inputs, and of units, that training leaves out at random. */
  readonly drop?: number;
}

/**
 * A network that judges positions: how likely the side to move loses, draws and wins, as logits. It
 * adds up two opinions. One has a price for each kind of piece and knows nothing else; the other, a
 * hidden layer, sees which piece stands where. Masters rarely lose a piece for nothing, so that
 * without the first opinion a network learns from their games that pieces hardly matter.
 *
 * @example
 * const { games } = await chessGames({ games: 40 });
 * const positions = resultExamples(games, { perGame: 4 });
 * const model = valueNetwork({ units: 8 });
 * await fit(model, positions, { epochs: 1 });
 */
export function valueNetwork({
  units = 32,
  drop = 0.3,
}: ValueNetworkOptions = {}): Net<BoardShape, readonly [3]> {
  const { prices, places, outlook } = layerNames;
  const byPieces = [pieceBalance(), named(prices, dense(3, { act: "linear" }))] as const;
  const hidden = named(places, dense(units));
  const last = named(outlook, dense(3, { act: "linear" }));
  const byPlaces = [flatten(), dropout(drop), hidden, dropout(drop), last] as const;
  const model = net(boardShape, branch([byPieces, byPlaces], { join: "add" }));
  // A price of chance for each piece would drown all else at the beginning.
  for (const layer of model.layers.filter(({ name }) => name.endsWith(prices))) {
    layer.setWeights(layer.getWeights().map((weights) => tf.zerosLike(weights)));
  }
  // The compiler knows the rank of what was joined, not its size.
  return model as Net<BoardShape, readonly [3]>;
}
