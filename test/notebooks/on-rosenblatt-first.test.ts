import { notebooks } from "./folder.js";
import { runsOn } from "./runs-on.js";

// In two files, which take about as long as each other, for two processes.
runsOn("rosenblatt", { whole: true, of: notebooks.slice(0, 13) });
