/**
 * VGG-16's convolutions, how many of how many filters, before each pooling: table 1, column D, of
 * Simonyan and Zisserman (2014), https://arxiv.org/abs/1409.1556
 */
export const vggStages = [
  [2, 64],
  [2, 128],
  [3, 256],
  [3, 512],
  [3, 512],
] as const;
