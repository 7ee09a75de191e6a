/** Radio buttons and checkboxes. */

import { h } from "../dom.js";
import { textObject } from "../mrkdwn.js";

export function drawRadioButtons(element, field) {
  const isChosen = (option) => option.value === field.value?.value;
  return group("radiogroup", field, element.options, "radio", isChosen, (option) => field.set(option));
}

export function drawCheckboxes(element, field) {
  const chosen = () => field.value ?? [];
  const isChosen = (option) => chosen().some(({ value }) => value === option.value);
  const toggle = (option, isOn) => {
    const kept = element.options.filter((each) => (each.value === option.value ? isOn : isChosen(each)));
    field.set(kept);
  };
  return group("group", field, element.options, "checkbox", isChosen, toggle);
}

function group(role, field, options, type, isChosen, choose) {
  const { autofocus, dataset, ...attributes } = field.attributes();
  return h(
    "div",
    {
      class: "choices",
      ...attributes,
      "aria-required": role === "radiogroup" ? attributes["aria-required"] : null,
      role,
    },
    options.map((option, at) =>
      h(
        "label",
        { class: "choice" },
        h("input", {
          type,
          name: field.id,
          checked: isChosen(option),
          autofocus: at === 0 && autofocus,
          dataset: at === 0 ? dataset : {},
          onchange: ({ target }) => choose(option, target.checked),
        }),
        h(
          "span",
          {},
          textObject(option.text),
          option.description && h("small", {}, textObject(option.description)),
        ),
      ),
    ),
  );
}
