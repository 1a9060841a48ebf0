import { LabIcon } from "@jupyterlab/ui-components";
import svgstr from "../style/slides.svg";

/** A screen on its stand. */
export const slidesIcon = new LabIcon({ name: "rosenblatt-slides:icon", svgstr });
