const { markdownTable, quantity } = require("./markdown.js");

const SLOWEST = 8;

/**
 * The time of a step by kind of kernel, the longest first, and then its slowest calls. `calls` are
 * `{ kernel, inputs, outputs, operators, milliseconds }`, with shapes for inputs and outputs.
 */
function profileTable(calls) {
  const total = sum(calls, "milliseconds");
  const share = (milliseconds) => `${((100 * milliseconds) / total).toFixed(1)} %`;
  const kinds = [...new Set(calls.map(({ kernel }) => kernel))].map((kernel) => {
    const own = calls.filter((call) => call.kernel === kernel);
    const milliseconds = sum(own, "milliseconds");
    return { kernel, count: own.length, operators: sum(own, "operators"), milliseconds };
  });
  const rows = [...kinds, { ...{ kernel: "all", count: calls.length }, ...totals(calls) }]
    .sort(longerFirst)
    .map(({ kernel, count, operators, milliseconds }) => [
      ...[kernel, count, operators, milliseconds.toFixed(2), share(milliseconds)],
    ]);
  const slowest = [...calls].sort(longerFirst).slice(0, SLOWEST);
  return [
    markdownTable(["kernel", "calls", "operators", "ms", "share"], rows),
    markdownTable(
      ["slowest calls", "inputs", "outputs", "ms"],
      slowest.map(({ kernel, inputs, outputs, milliseconds }) => [
        ...[kernel, shapes(inputs), shapes(outputs), quantity(milliseconds)],
      ]),
    ),
  ].join("\n\n");
}

function totals(calls) {
  return { operators: sum(calls, "operators"), milliseconds: sum(calls, "milliseconds") };
}

function longerFirst(a, b) {
  return b.milliseconds - a.milliseconds;
}

function sum(items, key) {
  return items.reduce((total, item) => total + item[key], 0);
}

function shapes(list) {
  return list.map((shape) => shape.join("×") || "1").join(", ");
}

module.exports = { profileTable };
