import type { PlainBatch } from "@rosenblatt/datasets";
import type { Gear, GearOptions } from "./gear.js";
import type { Measure } from "./loss.js";
import { nextTurn } from "./next-turn.js";

/** The numbers of each metric of a batch, the loss first. */
type Numbers = readonly ArrayLike<number>[];

/** Computes the metrics of a batch. */
export type Compute = (batch: PlainBatch) => Numbers | Promise<Numbers>;

interface GearedOptions extends Pick<GearOptions, "gear"> {
  /** Gives batches the labels that are computed with; those that they have, unless told. */
  readonly labelled?: Measure["labelled"] | undefined;
}

/** A computation in both gears, of which it uses the one that was asked for, or that works. */
export class Geared {
  readonly #ways: Readonly<Record<Gear, Compute>>;
  readonly #mayChange: boolean;
  readonly #labelled: (batch: PlainBatch) => PlainBatch;
  #gear: Gear;
  #note: string | undefined;

  constructor(
    ways: Readonly<Record<Gear, Compute>>,
    { gear = "auto", labelled = (batch) => batch }: GearedOptions,
  ) {
    this.#ways = ways;
    this.#labelled = labelled;
    this.#mayChange = gear === "auto";
    this.#gear = gear === "auto" ? "traced" : gear;
  }

  /** The gear in use. */
  get gear(): Gear {
    return this.#gear;
  }

  /** Why it is the eager one, when that was not asked for. */
  get note(): string | undefined {
    return this.#note;
  }

  /**
   * Computes at the next turn of the event loop.
   *
   * @throws what the computation throws, in the eager gear when the gear is free.
   */
  async run(given: PlainBatch): Promise<Numbers> {
    await nextTurn();
    const batch = this.#labelled(given);
    if (this.#gear === "traced" && this.#mayChange) {
      try {
        return await this.#ways.traced(batch);
      } catch (error) {
        const [why] = (error instanceof Error ? error.message : String(error)).split("\n");
        this.#gear = "eager";
        this.#note = `In the eager gear: ${why}`;
      }
    }
    return this.#ways[this.#gear](batch);
  }
}
