import type { tf } from "@rosenblatt/engine";
import { type Comm, type CommMessage, kernelHost } from "@rosenblatt/widgets";
import type { WeightHistogram } from "../weights/weight-histograms.js";
import { answered } from "./answered.js";
import type { ViewedExamples } from "./examples.js";
import { type FromModel, MODEL_TARGET } from "./protocol.js";
import { checkQuestion } from "./question.js";
import type { ViewedModel } from "./viewed-model.js";
import { ownWeights, type WeightValues } from "./weight-values.js";

/** Weights of larger models are not kept from before training. */
const mostKept = 10_000_000;
/** So many models that were shown last stay, though their notebook may have forgotten them. */
const kept = 8;

/** The line on which one model answers, and what is remembered of it. */
class ModelLine implements Omit<ViewedModel, "model"> {
  examples: ViewedExamples | undefined;
  start: WeightValues | undefined;
  histograms: readonly WeightHistogram[] = [];
  readonly comm: Comm;
  // The kernel knows a comm for as long as it is open, and a forgotten model is to go.
  readonly #model: WeakRef<tf.LayersModel>;

  constructor(model: tf.LayersModel, comm: Comm) {
    this.#model = new WeakRef(model);
    this.comm = comm;
    comm.onMessage = (message) => this.#answer(message);
  }

  send(message: FromModel, buffers: readonly Uint8Array[] = []): void {
    this.comm.send(message, { buffers });
  }

  async #answer({ data, buffers }: CommMessage): Promise<void> {
    const id = Number.isSafeInteger(data.id) ? (data.id as number) : -1;
    try {
      const model = this.#model.deref();
      if (!model) {
        throw new ReferenceError(
          "Cannot show the model: no variable holds it any more; run its cell again",
        );
      }
      checkQuestion(data);
      const { examples, start, histograms } = this;
      const reply = await answered({ model, examples, start, histograms }, data, buffers[0]);
      this.send({ type: "answer", id, result: reply.result }, reply.buffers);
    } catch (error) {
      this.send({ type: "refusal", id, reason: (error as Error).message });
    }
  }
}

const lines = new WeakMap<tf.LayersModel, ModelLine>();
const recent: tf.LayersModel[] = [];

/** What a model is seen with from now on. */
export interface ModelCommOptions {
  /** To choose inputs from, such as the validation examples. */
  readonly examples?: ViewedExamples | undefined;
  /** Whether its training begins: its weights are remembered, to compare with. */
  readonly starts?: boolean;
}

/**
 * The id of the comm on which front ends ask about a model; opened at its first use. Undefined
 * where no kernel with comms runs this program. `summary` and `fit` call it by themselves.
 *
 * @example
 * modelComm(model); // undefined
 */
export function modelComm(
  model: tf.LayersModel,
  { examples, starts = false }: ModelCommOptions = {},
): string | undefined {
  const line = lines.get(model) ?? opened(model);
  if (!line) return undefined;
  remember(model);
  if (examples) line.examples = examples;
  if (starts) {
    line.histograms = [];
    line.start = model.countParams() <= mostKept ? ownWeights(model, { copy: true }) : undefined;
  }
  return line.comm.id;
}

/**
 * Adds how a model's weights were spread at the end of an epoch to what the model view shows; `fit`
 * does it by itself, a training loop of your own may.
 *
 * @example
 * modelComm(model, { examples: data.test, starts: true });
 * addHistograms(model, weightHistograms(model, { epoch: 1 }));
 */
export function addHistograms(model: tf.LayersModel, histograms: readonly WeightHistogram[]): void {
  const line = lines.get(model);
  if (!line) return;
  line.histograms = [...line.histograms, ...histograms];
  line.send({ type: "epoch", epoch: histograms.at(-1)?.epoch ?? 0 });
}

function opened(model: tf.LayersModel): ModelLine | undefined {
  const comm = kernelHost()?.comms.open(MODEL_TARGET, { data: { name: model.name } });
  if (!comm) return undefined;
  const line = new ModelLine(model, comm);
  comm.onClose = () => {
    if (lines.get(model) === line) lines.delete(model);
  };
  lines.set(model, line);
  return line;
}

function remember(model: tf.LayersModel): void {
  const at = recent.indexOf(model);
  if (at >= 0) recent.splice(at, 1);
  recent.push(model);
  if (recent.length > kept) recent.shift();
}
