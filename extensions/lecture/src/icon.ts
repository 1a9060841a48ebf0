import { LabIcon } from "@jupyterlab/ui-components";
import svgstr from "../style/lecture.svg";

/** An open book over three neurons. */
export const lectureIcon = new LabIcon({ name: "rosenblatt-lecture:icon", svgstr });
