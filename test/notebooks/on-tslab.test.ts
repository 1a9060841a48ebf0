import { runsOn } from "./runs-on.js";

// The numbers are the same on both kernels, so that one of them computes them.
runsOn("tslab", { whole: process.env.ROSENBLATT_WHOLE === "1" });
