#!/usr/bin/env node

const [command, ...args] = process.argv.slice(2);

if (command === "run" && args.length === 2) {
  require("../lib/runtime/launch.js").launchKernel(args[1], args[0]);
} else {
  require("../lib/install/cli.js").main([command, ...args].filter(Boolean));
}
