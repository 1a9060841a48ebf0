import { expect } from "@jest/globals";
import { inLab, withBrowser } from "./in-lab.js";

withBrowser("a figure is drawn, patched in place, themed, and outlasts an interrupt", () =>
  inLab("test/browser/fixtures/live-figure.ipynb", async (lab) => {
    const library = () => lab.requests.filter((url) => /jupyterlab-plotly.*plotly\./.test(url));
    expect(library()).toEqual([]);

    await lab.command("notebook:run-all-cells");
    await lab.figure();
    expect(library()).not.toEqual([]);

    // The element marked by figure() is still the one that grows.
    await lab.morePoints((await lab.points()) + 5);
    const { width } = (await lab.page.locator(".rosenblatt-Figure").boundingBox())!;
    const drawn = (await lab.page.locator(".rosenblatt-Figure .main-svg").first().boundingBox())!;
    expect(Math.abs(drawn.width - width)).toBeLessThan(2);

    await lab.theme("Light");
    const onLight = await lab.textColor();
    await lab.theme("Dark");
    await lab.otherTextColor(onLight);

    await lab.pressStop();
    await lab.idle();
    const points = await lab.points();
    await lab.screenshot("live-figure-dark");
    await lab.run("after");
    expect(await lab.output("after")).toContain(`${points} squares`);
    expect(lab.errors).toEqual([]);
  }),
);
