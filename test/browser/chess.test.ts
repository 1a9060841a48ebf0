import { expect } from "@jest/globals";
import { inLab, withBrowser } from "./in-lab.js";

withBrowser("a reader plays chess in JupyterLab, by mouse and by keyboard, light and dark", () =>
  inLab("test/browser/fixtures/chess.ipynb", async (lab) => {
    await lab.theme("Light");
    await lab.run("play");
    const square = (name: string) =>
      lab.page.getByRole("button", { name: new RegExp(`^${name},`) });
    const moves = lab.page.locator(".rosenblatt-PlayBoard-moves");
    const has = (text: string) => moves.filter({ hasText: text }).waitFor({ timeout: 30_000 });
    await square("e2").click();
    expect(await square("e4").getAttribute("aria-label")).toBe("e4, empty, can be reached");
    await square("e4").click();
    await has("1.e4e5");
    await lab.page.getByRole("status").filter({ hasText: "White to move" }).waitFor();

    // What is not legal is refused, with the reason.
    await square("g1").click();
    await square("g4").click();
    await lab.page.getByText("Cannot play g1g4: the piece cannot go there").waitFor();
    const bar = lab.page.getByRole("meter");
    expect(await bar.getAttribute("aria-valuenow")).toBe("64");
    await lab.screenshot("chess-light");

    await square("g1").focus();
    for (const key of ["Enter", "ArrowUp", "ArrowUp", "ArrowLeft", "Enter"]) {
      await lab.page.keyboard.press(key);
    }
    await has("2.Nf3");
    await lab.page.getByRole("button", { name: "Turn" }).click();
    await lab.theme("Dark");
    await lab.page.waitForSelector("#jupyterlab-splash", { state: "detached" });
    await lab.screenshot("chess-dark");

    await lab.page.getByRole("button", { name: "Take back" }).click();
    await moves.filter({ hasText: /^1\.e4e5$/ }).waitFor({ timeout: 30_000 });
    await lab.run("moves");
    await lab.idle();
    expect(await lab.output("moves")).toContain("e4 e5");
    expect(lab.errors).toEqual([]);
  }),
);
