/** Text, e-mail addresses, web addresses and numbers. */

import { h } from "../dom.js";

const KINDS = {
  plain_text_input: { type: "text", autocomplete: "off" },
  email_text_input: { type: "email", autocomplete: "off" },
  url_text_input: { type: "url", autocomplete: "off" },
  number_input: { type: "text", inputmode: "decimal", autocomplete: "off" },
};

export function drawTextInput(element, field) {
  const isLong = Boolean(element.multiline);
  const input = h(isLong ? "textarea" : "input", {
    ...(isLong ? { rows: "4" } : KINDS[element.type]),
    ...field.attributes(),
    class: "input",
    placeholder: field.placeholder,
    oninput: ({ target }) => field.keep(target.value || null),
  });
  input.value = field.value ?? "";
  dispatchWhileTyping(element, field, input);
  return element.max_length
    ? h("div", { class: "counted" }, input, counter(input, element.max_length))
    : input;
}

/** With `dispatch_action` the app hears of Enter, of each character, or of both. */
export function dispatchWhileTyping(element, field, input) {
  if (!field.acts) return;
  const on = element.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  if (on.includes("on_character_entered")) input.addEventListener("input", () => field.act());
  if (!on.includes("on_enter_pressed")) return;
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.ctrlKey || event.metaKey || event.isComposing)
      return;
    event.preventDefault();
    field.act();
  });
}

function counter(input, most) {
  const left = h("output", { class: "counter", for: input.id });
  const count = () => {
    const over = input.value.length - most;
    left.textContent = over > 0 ? `${over} too many` : `${-over} left`;
    left.classList.toggle("is-over", over > 0);
  };
  input.addEventListener("input", count);
  count();
  return left;
}
