/** The workloads' networks in TensorFlow.js's own layers, as functions by name. */
export function models(tf) {
  return {
    lenet: () => lenet(tf),
    cnn: () => cnn(tf),
    mlp: () => mlp(tf),
    unet: () => unet(tf),
    lstm: () => lstm(tf),
    mobilenet: () => mobilenet(tf),
    resnet: () => resnet(tf),
  };
}

const activation = "relu";
const padding = "same";

/** Filters and stride of MobileNet's blocks, and of each first block of ResNet's stages. */
const MOBILENET = [
  [64, 1],
  [128, 2],
  [128, 1],
  [256, 2],
  [256, 1],
];
const RESNET = [
  [64, 1],
  [128, 2],
  [256, 2],
  [512, 2],
];

function lenet(tf) {
  const { conv2d, maxPooling2d, flatten, dense } = tf.layers;
  return through(
    tf,
    [28, 28, 1],
    [
      conv2d({ filters: 6, kernelSize: 5, padding, activation }),
      maxPooling2d({ poolSize: 2 }),
      conv2d({ filters: 16, kernelSize: 5, activation }),
      maxPooling2d({ poolSize: 2 }),
      flatten(),
      dense({ units: 120, activation }),
      dense({ units: 84, activation }),
      dense({ units: 10 }),
    ],
  );
}

function cnn(tf) {
  const { maxPooling2d, flatten, dense } = tf.layers;
  return through(
    tf,
    [28, 28, 1],
    [
      ...twoConvolutions(tf, 32),
      maxPooling2d({ poolSize: 2 }),
      ...twoConvolutions(tf, 64),
      maxPooling2d({ poolSize: 2 }),
      flatten(),
      dense({ units: 128, activation }),
      dense({ units: 10 }),
    ],
  );
}

function mlp(tf) {
  const { dense } = tf.layers;
  return through(
    tf,
    [784],
    [dense({ units: 256, activation }), dense({ units: 128, activation }), dense({ units: 10 })],
  );
}

function unet(tf) {
  const { concatenate, conv2d, conv2dTranspose, maxPooling2d } = tf.layers;
  const up = (x, filters) =>
    conv2dTranspose({ filters, kernelSize: 2, strides: 2, padding }).apply(x);
  const down = () => maxPooling2d({ poolSize: 2 });
  const input = tf.input({ shape: [64, 64, 3] });
  const high = chain(input, twoConvolutions(tf, 16));
  const middle = chain(high, [down(), ...twoConvolutions(tf, 32)]);
  const low = chain(middle, [down(), ...twoConvolutions(tf, 64)]);
  const merged = concatenate().apply([up(low, 32), middle]);
  const wider = up(chain(merged, twoConvolutions(tf, 32)), 16);
  const last = chain(concatenate().apply([wider, high]), twoConvolutions(tf, 16));
  const outputs = conv2d({ filters: 1, kernelSize: 1 }).apply(last);
  return tf.model({ inputs: input, outputs });
}

function lstm(tf) {
  return through(tf, [32, 32], [tf.layers.lstm({ units: 64 }), tf.layers.dense({ units: 10 })]);
}

function mobilenet(tf) {
  const { dense, depthwiseConv2d, globalAveragePooling2d } = tf.layers;
  const block = ([filters, strides]) => [
    depthwiseConv2d({ kernelSize: 3, strides, padding, useBias: false }),
    normalization(tf),
    relu(tf),
    ...normalized(tf, { filters, kernelSize: 1 }),
    relu(tf),
  ];
  return through(
    tf,
    [32, 32, 3],
    [
      ...normalized(tf, { filters: 32 }),
      relu(tf),
      ...MOBILENET.flatMap(block),
      globalAveragePooling2d({}),
      dense({ units: 10 }),
    ],
  );
}

function resnet(tf) {
  const { dense, globalAveragePooling2d } = tf.layers;
  const input = tf.input({ shape: [32, 32, 3] });
  let x = chain(input, [...normalized(tf, { filters: 64 }), relu(tf)]);
  for (const [filters, strides] of RESNET) {
    x = residual(tf, x, { filters, strides });
    x = residual(tf, x, { filters, strides: 1 });
  }
  const outputs = chain(x, [globalAveragePooling2d({}), dense({ units: 10 })]);
  return tf.model({ inputs: input, outputs });
}

function residual(tf, x, { filters, strides }) {
  const same = x.shape.at(-1) === filters && strides === 1;
  const first = normalized(tf, { filters, strides });
  const body = chain(x, [...first, relu(tf), ...normalized(tf, { filters })]);
  const skip = same ? x : chain(x, normalized(tf, { filters, strides, kernelSize: 1 }));
  return relu(tf).apply(tf.layers.add().apply([body, skip]));
}

function twoConvolutions(tf, filters) {
  return [1, 2].map(() => tf.layers.conv2d({ filters, kernelSize: 3, padding, activation }));
}

function normalized(tf, { filters, kernelSize = 3, strides = 1 }) {
  return [
    tf.layers.conv2d({ filters, kernelSize, strides, padding, useBias: false }),
    normalization(tf),
  ];
}

function normalization(tf) {
  return tf.layers.batchNormalization({ momentum: 0.9, epsilon: 1e-5 });
}

function relu(tf) {
  return tf.layers.reLU();
}

function chain(x, layers) {
  return layers.reduce((value, layer) => layer.apply(value), x);
}

function through(tf, shape, layers) {
  const inputs = tf.input({ shape });
  return tf.model({ inputs, outputs: chain(inputs, layers) });
}
