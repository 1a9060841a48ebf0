import { LabIcon } from "@jupyterlab/ui-components";
import svgstr from "../style/runs.svg";

/** Two curves that fall, one farther than the other. */
export const runsIcon = new LabIcon({ name: "rosenblatt-runs:icon", svgstr });
