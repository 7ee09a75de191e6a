/** What an element needs to know of where it stands: its value, its names for a screen reader, whom to tell. */

import { newId } from "../dom.js";
import { spoken } from "../mrkdwn.js";

/** Under which name an element's value stands in the state, and how the element says what it begins with. */
const VALUES = {
  plain_text_input: ["value", "initial_value"],
  email_text_input: ["value", "initial_value"],
  url_text_input: ["value", "initial_value"],
  number_input: ["value", "initial_value"],
  rich_text_input: ["rich_text_value", "initial_value"],
  checkboxes: ["selected_options", "initial_options"],
  radio_buttons: ["selected_option", "initial_option"],
  static_select: ["selected_option", "initial_option"],
  external_select: ["selected_option", "initial_option"],
  users_select: ["selected_user", "initial_user"],
  conversations_select: ["selected_conversation", "initial_conversation"],
  channels_select: ["selected_channel", "initial_channel"],
  multi_static_select: ["selected_options", "initial_options"],
  multi_external_select: ["selected_options", "initial_options"],
  multi_users_select: ["selected_users", "initial_users"],
  multi_conversations_select: ["selected_conversations", "initial_conversations"],
  multi_channels_select: ["selected_channels", "initial_channels"],
  datepicker: ["selected_date", "initial_date"],
  timepicker: ["selected_time", "initial_time"],
  datetimepicker: ["selected_date_time", "initial_date_time"],
  file_input: ["files", "initial_files"],
};

export class Field {
  /**
   * @param {import("../surface.js").Surface} surface
   * @param {object} block the block that the element stands in
   * @param {object} element
   * @param {{labelledBy?: string, describedBy?: string}} [names] DOM ids, in an input block
   */
  constructor(surface, block, element, names = {}) {
    this.surface = surface;
    this.block = block;
    this.element = element;
    this.id = newId("control");
    this.isInput = block.type === "input";
    this.isRequired = this.isInput && !block.optional;
    this.acts = !this.isInput || Boolean(block.dispatch_action);
    this.names = names;
  }

  get value() {
    const [name, initial] = VALUES[this.element.type];
    const entered = this.surface.entered(this.block.block_id, this.element.action_id);
    return (entered ? entered[name] : this.element[initial]) ?? null;
  }

  /** Keep the value; where the element acts at once, tell the app. A choice the app did not hear of is none. */
  async set(value) {
    const { block, element, surface } = this;
    const before = surface.entered(block.block_id, element.action_id);
    this.keep(value);
    if (!this.acts || (await this.act()) || this.isInput) return;
    surface.enter(block.block_id, element.action_id, before);
    this.onunheard?.();
  }

  keep(value) {
    const { block, element } = this;
    this.surface.enter(block.block_id, element.action_id, { type: element.type, [this.#name()]: value });
    this.onchange?.();
  }

  act() {
    return this.surface.act(this.block.block_id, this.element, { [this.#name()]: this.value });
  }

  /** Attributes of the control that the person uses. */
  attributes() {
    const { labelledBy, describedBy } = this.names;
    return {
      id: this.id,
      "aria-labelledby": labelledBy,
      "aria-label": labelledBy ? null : this.label(),
      "aria-describedby": describedBy,
      "aria-required": this.isRequired ? "true" : null,
      autofocus: this.element.focus_on_load,
      dataset: this.marks(),
    };
  }

  /** By which the control is found again when its block is drawn anew. */
  marks() {
    return { block: this.block.block_id, control: this.element.action_id };
  }

  /** What the element is called where no label stands over it. */
  label() {
    const { block, element } = this;
    return spoken(block.label) || spoken(element.placeholder) || spoken(block.text) || "Choose";
  }

  get placeholder() {
    return spoken(this.element.placeholder) || null;
  }

  #name() {
    return VALUES[this.element.type][0];
  }
}

/** Whether there is nothing in a value. */
export function isBlank(value) {
  if (Array.isArray(value)) return value.length === 0;
  return value === null || (typeof value === "string" && !value.trim());
}
