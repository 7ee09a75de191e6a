/** Buttons and overflow menus. */

import { h, iconButton } from "../dom.js";
import { safeUrl } from "../mentions.js";
import { menu } from "../menu.js";
import { spoken, textObject } from "../mrkdwn.js";

export function drawButton(element, field) {
  const style = element.style ? `button-${element.style}` : "";
  const address = element.url ? safeUrl(element.url)?.href : null;
  const button = h(
    address ? "a" : "button",
    {
      ...(address ? { href: address, target: "_blank", rel: "noopener noreferrer" } : { type: "button" }),
      class: `button ${style}`,
      "aria-label": element.accessibility_label,
      dataset: field.marks(),
    },
    textObject(element.text),
  );
  button.addEventListener("click", () =>
    busy(button, () => field.surface.act(field.block.block_id, element, {})),
  );
  return button;
}

export function drawOverflow(element, field) {
  const choose = (option) => {
    const address = option.url && safeUrl(option.url);
    if (address) window.open(address.href, "_blank", "noopener,noreferrer");
    field.surface.act(field.block.block_id, element, { selected_option: option });
  };
  const button = iconButton("more", "More actions", { class: "overflow", dataset: field.marks() });
  return menu(button, () =>
    element.options.map((option) => ({
      label: textObject(option.text),
      hint: spoken(option.description),
      choose: () => choose(option),
    })),
  );
}

/** Show that work is under way, and let it be asked for once only. */
export async function busy(button, work) {
  if (button.getAttribute("aria-busy") === "true") return;
  button.setAttribute("aria-busy", "true");
  try {
    await work();
  } finally {
    button.removeAttribute("aria-busy");
  }
}
