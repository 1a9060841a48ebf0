/** ES modules, which Jest can require only from Node 24.9 on. */
const modules = [
  ...["oxc-parser", "h5wasm", "@wasm-audio-decoders/[^/]+", "ogg-opus-decoder", "opus-decoder"],
  ...["codec-parser", "simple-yenc", "@eshaz/web-worker"],
  "@jupyterlab/translation",
].join("|");

/** @type {import("jest").Config} */
module.exports = {
  cacheDirectory: "<rootDir>/.lab/cache/jest",
  // Not what a test may take, but when it counts as hanging: machines may be slow, and busy.
  testTimeout: 400_000,
  testEnvironment: "<rootDir>/test/node-environment.cjs",
  // TensorFlow.js keeps its registries on the global object until the process ends.
  testEnvironmentOptions: { globalsCleanup: "off" },
  roots: [
    "<rootDir>/bench",
    "<rootDir>/packages",
    "<rootDir>/kernel",
    "<rootDir>/test",
    "<rootDir>/extensions",
  ],
  testMatch: ["**/test/**/*.test.ts"],
  testSequencer: "<rootDir>/test/longest-first.cjs",
  modulePathIgnorePatterns: ["<rootDir>/.*/lib/"],
  moduleNameMapper: {
    "^(\\.{1,2}/.*)\\.js$": "$1",
    "^@rosenblatt/(engine|plots|datasets|models|training|widgets|chess)$":
      "<rootDir>/packages/$1/src",
    "^rosenblatt$": "<rootDir>/packages/rosenblatt/src",
    "^h5wasm$": "<rootDir>/node_modules/h5wasm/dist/esm/hdf5_hl.js",
  },
  transformIgnorePatterns: [`/node_modules/(?!(${modules})/)`],
  transform: {
    [`/node_modules/(${modules})/.*\\.m?js$`]: [
      "@swc/jest",
      { jsc: { target: "es2022" }, module: { type: "commonjs" } },
    ],
    "\\.ts$": ["@swc/jest", { jsc: { target: "es2022", parser: { syntax: "typescript" } } }],
  },
};
