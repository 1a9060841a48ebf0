#!/usr/bin/env node

const [command, ...args] = process.argv.slice(2);

if (command === "run" && args.length > 0) {
  const [connectionFile, language = "typescript"] = args;
  require("../lib/runtime/launch.js").launchKernel(connectionFile, language);
} else {
  require("../lib/install/cli.js").main([command, ...args].filter(Boolean));
}
