import { runsOn } from "./runs-on.js";

runsOn("rosenblatt", { whole: true });
