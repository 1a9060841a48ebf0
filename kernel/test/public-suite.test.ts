import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { jupyterData, python } from "./kernel-client";

test("the kernel passes the public suite jupyter_kernel_test, of which nothing is skipped", () => {
  const { stdout, stderr, status } = spawnSync(
    python(),
    [join(__dirname, "public_suite.py"), "-v"],
    {
      env: { ...process.env, JUPYTER_DATA_DIR: jupyterData() },
      encoding: "utf8",
    },
  );
  expect(stderr).not.toMatch(/FAIL|ERROR|skipped/);
  expect(stderr).toMatch(/\nOK/);
  expect(stdout).toMatch(/^13 tests, 0 skipped$/m);
  expect(status).toBe(0);
});
