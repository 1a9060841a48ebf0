export { type Box, type BoxOptions, grid, hbox, vbox } from "./containers/box.js";
export { accordion, type Pages, type PagesProperties, stack, tabs } from "./containers/pages.js";
export {
  type Button,
  type ButtonOptions,
  type ButtonProperties,
  button,
} from "./controls/button.js";
export {
  type ChoiceSlider,
  choiceSlider,
  type Dropdown,
  dropdown,
  type Radio,
  radio,
  type Select,
  type SelectMultiple,
  select,
  selectMultiple,
  type ToggleButtons,
  toggleButtons,
} from "./controls/choice.js";
export type { ChoiceProperties, Choices } from "./controls/choices.js";
export { type FileUpload, fileUpload, type UploadedFile } from "./controls/file-upload.js";
export { type LogSlider, logSlider } from "./controls/log-slider.js";
export { type Html, html, htmlMath, type Label, label } from "./controls/markup.js";
export { type Audio, audio, type Image, image, type Video, video } from "./controls/media.js";
export { type BoundedNumberField, type NumberField, number } from "./controls/number.js";
export {
  type ColorPicker,
  colorPicker,
  type DatePicker,
  datePicker,
} from "./controls/picker.js";
export { type Play, play } from "./controls/play.js";
export { type Progress, progress } from "./controls/progress.js";
export {
  type RangeSlider,
  rangeSlider,
  type Slider,
  type SliderProperties,
  slider,
} from "./controls/slider.js";
export {
  type Combobox,
  combobox,
  password,
  type Text,
  type TextArea,
  text,
  textarea,
} from "./controls/text.js";
export {
  type Checkbox,
  checkbox,
  type Toggle,
  toggle,
  type Valid,
  valid,
} from "./controls/toggle.js";
export {
  type AnyWidget,
  type AnyWidgetOptions,
  anyWidget,
} from "./front-end/any-widget.js";
export type { FrontEnd, FrontEndModel } from "./front-end/contract.js";
export type { Guess, ValueOf } from "./interact/control.js";
export { type Interaction, type InteractOptions, interact } from "./interact/interact.js";
export {
  type Comm,
  type CommMessage,
  drawsWidgets,
  type KernelHost,
  kernelHost,
} from "./kernel-host.js";
export { jsdlink, jslink, type Link } from "./links/jslink.js";
export { dlink, type End, link } from "./links/link.js";
export { hold } from "./model/hold.js";
export type { Layout, LayoutOptions } from "./model/layout.js";
export { Model } from "./model/model.js";
export { closeAll } from "./model/open-models.js";
export type { Options, View, Widget } from "./model/widget.js";
export { type Output, output } from "./output/output.js";
export type { OutputItem } from "./output/output-log.js";
