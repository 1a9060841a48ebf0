import { drawLater, type tf } from "@rosenblatt/engine";

type Initializer = ReturnType<typeof tf.initializers.zeros>;

/** A network is made, drawn and counted before anybody needs its weights. */
export function drawnLater<I extends Initializer>(initializer: I): I {
  const apply = initializer.apply.bind(initializer);
  initializer.apply = (shape, dtype) => drawLater(() => apply(shape, dtype));
  return initializer;
}
