import { LabIcon } from "@jupyterlab/ui-components";
import svgstr from "../style/variables.svg";

/** Numbers in a grid. */
export const variablesIcon = new LabIcon({ name: "rosenblatt-variables:icon", svgstr });
