import { LabIcon } from "@jupyterlab/ui-components";
import svgstr from "../style/model.svg";

/** Two neurons, three and one, all connected. */
export const modelIcon = new LabIcon({ name: "rosenblatt-model:icon", svgstr });
