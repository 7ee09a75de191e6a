/** Blocks that people act in: sections with something beside the text, rows of actions, inputs. */

import { h, newId } from "../dom.js";
import { drawElement } from "../elements/index.js";
import { Field } from "../elements/field.js";
import { spoken, textObject } from "../mrkdwn.js";

const GROUPS = new Set(["radio_buttons", "checkboxes"]);

export function drawSection(block, surface) {
  const { text, fields, accessory } = block;
  return h(
    "div",
    {},
    h(
      "div",
      { class: "section-text" },
      textObject(text),
      fields &&
        h(
          "div",
          { class: "section-fields" },
          fields.map((field) => h("div", {}, textObject(field))),
        ),
    ),
    accessory &&
      h("div", { class: `accessory accessory-${accessory.type}` }, element(block, accessory, surface)),
  );
}

export function drawActions(block, surface) {
  return h(
    "div",
    { role: "group", "aria-label": "Actions" },
    block.elements.map((each) => element(block, each, surface)),
  );
}

export function drawInput(block, surface) {
  const [labelId, hintId, errorId] = [newId("label"), newId("hint"), newId("error")];
  const hint = spoken(block.hint);
  const describedBy = hint ? `${hintId} ${errorId}` : errorId;
  const field = new Field(surface, block, block.element, { labelledBy: labelId, describedBy });
  const isGroup = GROUPS.has(block.element.type);
  const error = h("p", { id: errorId, class: "field-error" });
  const root = h(
    "div",
    { class: "field" },
    h(
      "div",
      { class: "field-head" },
      h(
        isGroup ? "span" : "label",
        { id: labelId, class: "field-label", for: isGroup ? null : field.id },
        spoken(block.label),
      ),
      h(
        "small",
        { class: field.isRequired ? "required" : "optional", "aria-hidden": "true" },
        field.isRequired ? "*" : "optional",
      ),
    ),
    drawElement(block.element, field),
    hint && h("p", { id: hintId, class: "field-hint" }, textObject(block.hint)),
    error,
  );
  field.onchange = () => showFieldError(root, null);
  root.field = field;
  return root;
}

/** Write a sentence under the field, or take it away. */
export function showFieldError(root, sentence) {
  const control = root.querySelector(`#${root.field.id}`);
  const error = root.querySelector(":scope > .field-error");
  error.textContent = sentence ?? "";
  root.classList.toggle("has-error", Boolean(sentence));
  if (sentence) control.setAttribute("aria-invalid", "true");
  else control.removeAttribute("aria-invalid");
}

/** Where the keyboard goes for a field: the control, or the first of its choices. */
export function focusField(root) {
  const control = root.querySelector(`#${root.field.id}`);
  (control.matches("input, textarea") ? control : control.querySelector("input")).focus();
}

function element(block, each, surface) {
  const field = new Field(surface, block, each);
  const drawn = drawElement(each, field);
  field.onunheard = () => drawn.replaceWith(element(block, each, surface));
  return drawn;
}
