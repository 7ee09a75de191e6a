/** A button that opens a menu. Arrows, Home, End and first letters move; Escape and Tab close. */

import { h, newId } from "./dom.js";
import { showPopup } from "./popup.js";

/**
 * @typedef {{label: import("./dom.js").Child, hint?: string, heading?: undefined, choose: () => void}
 *   | {heading: string}} MenuItem
 *
 * @param {HTMLElement} button opens it; gets its ARIA attributes here
 * @param {() => MenuItem[]} items asked for each time it opens
 * @returns {HTMLElement} the button with its menu, to put where the button should be
 */
export function menu(button, items) {
  const id = newId("menu");
  const panel = h("div", {
    id,
    class: "popup menu",
    role: "menu",
    popover: "manual",
    "aria-label": nameOf(button),
  });
  let popup = null;

  const close = ({ isBack = true } = {}) => {
    popup?.hide();
    if (isBack) button.focus();
  };
  const open = () => {
    panel.replaceChildren(...items().map((item) => drawn(item, close)));
    popup = showPopup(panel, button, {
      onHide: () => {
        popup = null;
        button.setAttribute("aria-expanded", "false");
      },
    });
    button.setAttribute("aria-expanded", "true");
    choices(panel)[0]?.focus();
  };
  button.setAttribute("aria-haspopup", "menu");
  button.setAttribute("aria-expanded", "false");
  button.setAttribute("aria-controls", id);
  button.addEventListener("click", () => (popup ? close() : open()));
  panel.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      close();
    } else if (event.key === "Tab") {
      close({ isBack: false });
    } else {
      move(panel, event);
    }
  });
  return h("span", { class: "menu-holder" }, button, panel);
}

function drawn(item, close) {
  if (item.heading) return h("div", { class: "menu-heading", role: "presentation" }, item.heading);
  const choose = () => {
    close();
    item.choose();
  };
  return h(
    "button",
    { type: "button", role: "menuitem", tabindex: "-1", class: "menu-item", onclick: choose },
    h("span", {}, item.label),
    item.hint && h("small", {}, item.hint),
  );
}

function move(panel, event) {
  const all = choices(panel);
  const at = all.indexOf(document.activeElement);
  const to = {
    ArrowDown: (at + 1) % all.length,
    ArrowUp: (at - 1 + all.length) % all.length,
    Home: 0,
    End: all.length - 1,
  };
  let next = to[event.key];
  if (next === undefined && /^\w$/.test(event.key)) {
    const turned = [...all.slice(at + 1), ...all.slice(0, at + 1)];
    const begins = (choice) => choice.textContent.trim().toLowerCase().startsWith(event.key.toLowerCase());
    next = all.indexOf(turned.find(begins));
  }
  if (next === undefined || next < 0) return;
  event.preventDefault();
  all[next].focus();
}

function choices(panel) {
  return [...panel.querySelectorAll("[role=menuitem]")];
}

function nameOf(button) {
  return button.getAttribute("aria-label") ?? button.textContent;
}
