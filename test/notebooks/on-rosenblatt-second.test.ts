import { notebooks } from "./folder.js";
import { runsOn } from "./runs-on.js";

runsOn("rosenblatt", { whole: true, of: notebooks.slice(13) });
