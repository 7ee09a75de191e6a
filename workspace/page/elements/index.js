/** Block Kit's elements, each drawn by one function: `(element, field) => Node`. */

import { h } from "../dom.js";
import { drawButton, drawOverflow } from "./buttons.js";
import { drawCheckboxes, drawRadioButtons } from "./choices.js";
import { drawDate, drawDateTime, drawTime } from "./dates.js";
import { drawFileInput } from "./file_input.js";
import { drawImage } from "./image.js";
import { drawRichTextInput } from "./rich_text_input.js";
import { drawSelect } from "./selects.js";
import { drawTextInput } from "./text_inputs.js";

const DRAWN_BY = {
  button: drawButton,
  workflow_button: drawButton,
  overflow: drawOverflow,
  image: drawImage,
  checkboxes: drawCheckboxes,
  radio_buttons: drawRadioButtons,
  datepicker: drawDate,
  timepicker: drawTime,
  datetimepicker: drawDateTime,
  plain_text_input: drawTextInput,
  email_text_input: drawTextInput,
  url_text_input: drawTextInput,
  number_input: drawTextInput,
  rich_text_input: drawRichTextInput,
  file_input: drawFileInput,
  static_select: drawSelect,
  multi_static_select: drawSelect,
  external_select: drawSelect,
  multi_external_select: drawSelect,
  users_select: drawSelect,
  multi_users_select: drawSelect,
  conversations_select: drawSelect,
  multi_conversations_select: drawSelect,
  channels_select: drawSelect,
  multi_channels_select: drawSelect,
};

/**
 * @param {object} element
 * @param {import("./field.js").Field} field
 */
export function drawElement(element, field) {
  const draw = DRAWN_BY[element.type];
  return draw ? draw(element, field) : h("em", { class: "not-drawn" }, `(${element.type} is not drawn here)`);
}
