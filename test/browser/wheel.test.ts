import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect } from "@jest/globals";
import { until } from "../../kernel/test/until.js";
import { freePort, ownState, root } from "../lab/started-lab.js";
import { withBrowser } from "./in-lab.js";
import { LabPage, launchBrowser } from "./lab-page.js";
import { notebookFolder } from "./notebook-folder.js";

/** Installs the wheel by pip, or by uv where an environment has none. */
function install(python: string): void {
  const folder = join(root, "output/wheel");
  const [wheel] = readdirSync(folder).map((name) => join(folder, name));
  const hasPip = spawnSync(python, ["-m", "pip", "--version"]).status === 0;
  const [program, args] = hasPip
    ? [python, ["-m", "pip", "install", "--no-index", wheel!]]
    : ["uv", ["pip", "install", "--python", python, "--no-index", wheel!]];
  execFileSync(program, args, { stdio: "pipe" });
}

withBrowser("the wheel works in an environment with nothing but JupyterLab in it", async () => {
  execFileSync(process.execPath, [join(root, "scripts/wheel.mjs")]);
  const { env, remove } = ownState({ venv: false });
  const state = env.ROSENBLATT_LAB!;
  const python = join(state, "venv/bin/python");
  const setUp = join(root, "scripts/setup/python-environment.mjs");
  const make = `import(${JSON.stringify(setUp)}).then((made) => made.makePythonEnvironment())`;
  execFileSync(process.execPath, ["-e", make], { env, stdio: "pipe" });
  install(python);

  // The kernel comes from the clone, the extensions from the wheel alone.
  const folder = notebookFolder("test/browser/fixtures/front-ends.ipynb", (text) => text);
  const port = await freePort();
  const address = new URL(`http://127.0.0.1:${port}/lab?token=wheel`);
  const options = ["--no-browser", "--allow-root", "--expose-app-in-browser"];
  const settings = [`--port=${port}`, "--IdentityProvider.token=wheel"];
  const server = spawn(
    python,
    ["-m", "jupyterlab", ...options, ...settings, `--ServerApp.root_dir=${folder}`],
    {
      stdio: "ignore",
      env: {
        ...env,
        JUPYTER_PATH: join(root, ".lab/share/jupyter"),
        JUPYTER_CONFIG_DIR: join(state, "config"),
        JUPYTER_DATA_DIR: join(state, "data"),
        JUPYTER_RUNTIME_DIR: join(state, "runtime"),
      },
    },
  );
  const ended = once(server, "exit");
  const browser = await launchBrowser(process.env.CHROMIUM!);
  try {
    await until(async () => (await fetch(address).catch(() => undefined))?.ok);
    const lab = await LabPage.open(browser, address);
    await lab.openNotebook("front-ends.ipynb");
    await lab.run("figure");
    await lab.page.locator(".rosenblatt-Figure .main-svg").first().waitFor({ timeout: 120_000 });
    const commands = await lab.page.evaluate(() => window.jupyterapp!.commands.listCommands());
    const extensions = readdirSync(join(root, "extensions"), { withFileTypes: true });
    for (const { name } of extensions.filter((entry) => entry.isDirectory())) {
      if (name === "plotly") continue;
      expect(commands).toContainEqual(expect.stringMatching(`^rosenblatt-${name}:`));
    }
    expect(lab.errors).toEqual([]);
  } finally {
    await browser.close();
    server.kill("SIGINT");
    server.kill("SIGINT");
    await ended;
    remove();
  }
});
