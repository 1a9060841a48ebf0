import { expect, jest } from "@jest/globals";
import { inLab, withBrowser } from "./in-lab.js";

jest.setTimeout(600_000);

/** More epochs than anybody waits for: training must not end before Stop is pressed. */
const sample = !process.env.ROSENBLATT_MIRROR;
const edit = (text: string) => text.replace("EPOCHS = 3;", `EPOCHS = ${sample ? 200 : 50};`);
const [training, testing] = ["training", "test"];

withBrowser(
  "notebook 07 trains before one's eyes, keeps its model when stopped, and trains on",
  () =>
    inLab(
      "notebooks/07-convolutional-network.ipynb",
      async (lab) => {
        await lab.theme("Light");
        await lab.command("notebook:run-all-cells");
        await lab.figure();
        await lab.morePoints((await lab.points()) + 20);
        await lab.show(training);
        // One epoch, for pictures that show what a reader will see.
        await lab.says("epoch 2/");
        await lab.screenshot("07-training-light");
        await lab.theme("Dark");
        await lab.morePoints((await lab.points()) + 5);
        await lab.screenshot("07-training-dark");

        await lab.pressStop();
        await lab.idle();
        await lab.run(testing);
        const [, percent] = /([\d.]+) % of/.exec(await lab.output(testing)) ?? [];
        expect(Number(percent)).toBeGreaterThan(sample ? 40 : 60);

        await lab.show(training);
        await lab.command("notebook:run-cell");
        await lab.busy();
        await lab.figure();
        await lab.morePoints(20);
        await lab.screenshot("07-stop-button");
        const button = (text: string) =>
          lab.page.locator(".jp-OutputArea .widget-button", { hasText: text });
        await button("Pause").click();
        await lab.says("paused after epoch");
        await lab.screenshot("07-paused-dark");
        await button("Resume").click();
        await lab.morePoints((await lab.points()) + 5);
        await button("Stop").click();
        await lab.idle();
        expect(await lab.output(training)).toContain("stopped in epoch");
        await lab.run(testing);
        expect(await lab.output(testing)).toMatch(/[\d.]+ % of/);
        expect(lab.errors).toEqual([]);
      },
      { edit },
    ),
);
