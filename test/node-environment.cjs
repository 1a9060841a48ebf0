const { TestEnvironment } = require("jest-environment-node");
const seedrandom = require("seedrandom");

const shared = [
  Float32Array,
  Float64Array,
  Int8Array,
  Int16Array,
  Int32Array,
  Uint8Array,
  Uint16Array,
  Uint32Array,
  BigInt64Array,
  BigUint64Array,
];

/**
 * Node's environment with the typed arrays of the process: ONNX Runtime, which is native, makes
 * and takes those, and Jest gives every test file its own. Chance is the same in every run, also
 * where a test calls no `seed()`: what passed once passes again.
 */
class NodeEnvironment extends TestEnvironment {
  constructor(...args) {
    super(...args);
    for (const type of shared) {
      this.global[type.name] = type;
    }
    this.global.Math.random = seedrandom.alea(process.env.ROSENBLATT_TEST_SEED ?? "");
  }
}

module.exports = NodeEnvironment;
