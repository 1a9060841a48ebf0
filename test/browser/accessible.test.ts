import { expect } from "@jest/globals";
import { faults } from "./accessibility.js";
import { inLab, withBrowser } from "./in-lab.js";

withBrowser("the lecture's contents and slides are accessible in both themes", () =>
  inLab("notebooks/01-perceptron.ipynb", async (lab) => {
    for (const theme of ["Light", "Dark"] as const) {
      await lab.theme(theme);
      await lab.command("rosenblatt-lecture:open");
      await lab.page.waitForSelector(".rosenblatt-Lecture li");
      expect(await faults(lab, ".rosenblatt-Lecture")).toEqual([]);

      await lab.command("docmanager:open", { path: "01-perceptron.ipynb" });
      await lab.page.waitForSelector('.lm-TabBar-tab[aria-selected="true"] >> text=01-perceptron');
      await lab.command("rosenblatt-slides:show");
      await lab.page.getByText("Slide 1 of").waitFor();
      expect(await faults(lab, ".rosenblatt-Slides-controls")).toEqual([]);
      await lab.page.getByRole("button", { name: "Close the slides" }).click();
    }
  }),
);
