import { spawn } from "node:child_process";
import { endOnSignals } from "../setup/ending.mjs";
import { python } from "../setup/paths.mjs";
import { reportProblems } from "../setup/problem.mjs";
import { setUp } from "../setup/set-up.mjs";
import { step } from "../setup/step.mjs";
import { readOptions } from "./options.mjs";
import { labAddress, runningServer } from "./running-server.mjs";
import { startServer } from "./server.mjs";

/** `npm start`: sets up, starts JupyterLab unless it runs, and opens it in the browser. */
export function start(args) {
  let serving = false;
  endOnSignals(() => {
    console.log("\nStopping.");
    return serving ? 0 : 130;
  });
  return reportProblems(async () => {
    const options = readOptions(args);
    const running = await runningServer();
    if (running) {
      console.log("JupyterLab is running already:");
      open(running, options);
      return 0;
    }
    await setUp();
    const { server, ended, logFile } = await step("Starting JupyterLab", () =>
      startServer(options),
    );
    serving = true;
    open(server, options);
    console.log(`Ctrl-C here stops it. Its log: ${logFile}`);
    return await ended;
  });
}

function open(server, { browser, notebook }) {
  const address = labAddress(server, notebook);
  console.log(`\n  ${address}\n`);
  if (!browser) return;
  // Python knows how to open a browser on every system.
  const opener = spawn(python, ["-m", "webbrowser", address], { detached: true, stdio: "ignore" });
  opener.on("error", () => console.log("Open this address in a browser."));
  opener.unref();
}
