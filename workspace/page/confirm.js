/** Slack's confirm dialogs. */

import { h, newId } from "./dom.js";
import { spoken, textObject } from "./mrkdwn.js";

/**
 * @param {object} question a confirm object: title, text, confirm, deny, style
 * @returns {Promise<boolean>}
 */
export function confirmed({ title, text, confirm, deny, style }) {
  const [titleId, textId] = [newId("confirm"), newId("confirm-text")];
  const button = (value, label, kind) =>
    h("button", { type: "submit", value, class: `button ${kind}` }, spoken(label));
  const dialog = h(
    "dialog",
    { class: "confirm", role: "alertdialog", "aria-labelledby": titleId, "aria-describedby": textId },
    h(
      "form",
      { method: "dialog" },
      h("h2", { id: titleId }, spoken(title)),
      h("div", { id: textId, class: "confirm-text" }, textObject(text)),
      h(
        "footer",
        { class: "dialog-buttons" },
        button("no", deny, ""),
        button("yes", confirm, style === "danger" ? "button-danger" : "button-primary"),
      ),
    ),
  );
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    });
  });
}
