import type { Expectation } from "./expectation.js";
import { threeWays } from "./expectations/00-three-ways.js";
import { perceptron } from "./expectations/01-perceptron.js";
import { activationFunctions } from "./expectations/02-activation-functions.js";
import { functionApproximation } from "./expectations/03-function-approximation.js";
import { neuralNetworks } from "./expectations/04-neural-networks.js";
import { gradientDescent } from "./expectations/05-gradient-descent.js";
import { fullyConnected } from "./expectations/06-fully-connected.js";
import { convolutionalNetwork } from "./expectations/07-convolutional-network.js";
import { poolingDropoutSoftmax } from "./expectations/08-pooling-dropout-softmax.js";
import { featureRepresentations } from "./expectations/09-feature-representations.js";
import { howIsItPossible } from "./expectations/10-how-is-it-possible.js";
import { architectureTable } from "./expectations/11-architectures.js";
import { overfitting } from "./expectations/12-overfitting.js";
import { imageClassification } from "./expectations/13-image-classification.js";
import { objectDetection } from "./expectations/14-object-detection.js";
import { segmentation } from "./expectations/15-segmentation.js";
import { audio } from "./expectations/16-audio.js";
import { recurrentNetworks } from "./expectations/17-recurrent-networks.js";
import { computerChess } from "./expectations/18-computer-chess.js";
import { lectureSummary } from "./expectations/19-summary.js";

/** By file, in the order of the folder; cells go by their ids. */
export const expectations: Readonly<Record<string, Expectation>> = {
  "00-three-ways.ipynb": threeWays,
  "01-perceptron.ipynb": perceptron,
  "02-activation-functions.ipynb": activationFunctions,
  "03-function-approximation.ipynb": functionApproximation,
  "04-neural-networks.ipynb": neuralNetworks,
  "05-gradient-descent.ipynb": gradientDescent,
  "06-fully-connected.ipynb": fullyConnected,
  "07-convolutional-network.ipynb": convolutionalNetwork,
  "08-pooling-dropout-softmax.ipynb": poolingDropoutSoftmax,
  "09-feature-representations.ipynb": featureRepresentations,
  "10-how-is-it-possible.ipynb": howIsItPossible,
  "11-architectures.ipynb": architectureTable,
  "12-overfitting.ipynb": overfitting,
  "13-image-classification.ipynb": imageClassification,
  "14-object-detection.ipynb": objectDetection,
  "15-segmentation.ipynb": segmentation,
  "16-audio.ipynb": audio,
  "17-recurrent-networks.ipynb": recurrentNetworks,
  "18-computer-chess.ipynb": computerChess,
  "19-summary.ipynb": lectureSummary,
};
