/** One modal: its blocks, its errors, handing it in and closing it. The browser's dialog keeps the keyboard inside. */

import * as api from "./api.js";
import { showBlocks } from "./blocks/index.js";
import { focusField, showFieldError } from "./blocks/interactive.js";
import { busy } from "./elements/buttons.js";
import { isBlank } from "./elements/field.js";
import { focusLike, h, icon, iconButton, newId } from "./dom.js";
import { spoken } from "./mrkdwn.js";
import { store } from "./store.js";
import { Surface } from "./surface.js";

const REQUIRED = "Please complete this required field.";

export class Modal {
  #view;
  #returnTo = document.activeElement;

  constructor(viewId) {
    const titleId = newId("modal");
    this.surface = new Surface({ type: "view", view_id: viewId }, (sentence) => this.complain(sentence));
    this.title = h("h2", { id: titleId });
    this.back = iconButton("back", "Back", { onclick: () => this.#close() });
    this.blocks = h("div", { class: "blocks modal-blocks" });
    this.trouble = h("p", { class: "trouble", role: "alert", hidden: true });
    this.footer = h("footer", { class: "dialog-buttons" });
    const submit = (event) => {
      event.preventDefault();
      this.#submit();
    };
    this.dialog = h(
      "dialog",
      {
        class: "modal",
        "aria-labelledby": titleId,
        onkeydown: (event) => this.#key(event),
        oncancel: (event) => this.#cancelled(event),
      },
      h(
        "form",
        { class: "modal-form", novalidate: true, onsubmit: submit },
        h(
          "header",
          { class: "modal-head" },
          this.back,
          this.title,
          iconButton("close", "Close", { onclick: () => this.#close({ isCleared: store.stack.length > 1 }) }),
        ),
        this.blocks,
        this.trouble,
        this.footer,
      ),
    );
    document.body.append(this.dialog);
  }

  /**
   * @param {object} view
   * @param {number} depth 0 for the lowest of the stack
   */
  show(view, depth) {
    if (this.#view?.hash === view.hash) return;
    this.#view = view;
    this.title.textContent = spoken(view.title);
    this.back.hidden = depth === 0;
    this.complain(null);
    this.surface.shows(view.blocks);
    showBlocks(this.blocks, view.blocks, this.surface);
    this.#drawFooter(view);
    if (!this.dialog.open) this.dialog.showModal();
    if (!this.blocks.contains(document.activeElement)) this.#focusFirst();
  }

  /** One that lies beneath another is not seen. */
  setBeneath(isBeneath) {
    this.dialog.classList.toggle("is-beneath", isBeneath);
  }

  remove() {
    this.dialog.close();
    this.dialog.remove();
    giveBack(this.#returnTo);
  }

  /** A sentence over the buttons, or none. */
  complain(sentence) {
    this.trouble.replaceChildren(...(sentence ? [icon("alert"), h("span", {}, sentence)] : []));
    this.trouble.hidden = !sentence;
  }

  #drawFooter({ close, submit }) {
    this.submitButton =
      submit && h("button", { type: "submit", class: "button button-primary" }, spoken(submit));
    const closeButton = h(
      "button",
      { type: "button", class: "button", onclick: () => this.#close() },
      spoken(close) || (submit ? "Cancel" : "Close"),
    );
    this.footer.replaceChildren(...[closeButton, this.submitButton].filter(Boolean));
  }

  #focusFirst() {
    const wanted =
      this.blocks.querySelector("[autofocus]") ??
      this.blocks.querySelector("input, textarea, button, a[href]");
    (wanted ?? this.submitButton ?? this.footer.querySelector("button")).focus();
  }

  #key(event) {
    if (event.key === "Escape") {
      event.preventDefault();
      this.#close();
    } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      this.#submit();
    }
  }

  /** Escape goes through the server, as every close does; a dialog inside (a confirm) bubbles no cancel. */
  #cancelled(event) {
    if (event.target !== this.dialog) return; // a file picker that was closed
    event.preventDefault();
    this.#close();
  }

  async #submit() {
    if (!this.submitButton) return;
    const missing = this.#fields().filter(({ field }) => field.isRequired && isBlank(field.value));
    if (missing.length) return this.#point(new Map(missing.map((root) => [root, REQUIRED])));
    this.complain(null);
    const held = document.activeElement;
    await busy(this.submitButton, async () => {
      this.blocks.inert = true;
      const said = { user: store.me.id, view_id: this.#view.id, state: this.surface.state() };
      const answer = await api.post("views/submit", said);
      this.blocks.inert = false;
      if (answer.ok) return;
      held.focus();
      if (answer.error !== "field_errors") return this.complain(answer.message);
      const named = Object.entries(answer.errors);
      this.#point(
        new Map(
          named.map(([id, sentence]) => [
            this.#fields().find((root) => root.dataset.blockId === id),
            sentence,
          ]),
        ),
      );
    });
  }

  async #close({ isCleared = false } = {}) {
    const said = { user: store.me.id, view_id: this.#view.id, is_cleared: isCleared };
    const answer = await api.post("views/close", said);
    if (!answer.ok) this.complain(answer.message);
  }

  /** Write each sentence under its field, and go to the first. */
  #point(sentences) {
    for (const root of this.#fields()) showFieldError(root, sentences.get(root) ?? null);
    const first = this.#fields().find((root) => sentences.has(root));
    if (first) focusField(first);
  }

  #fields() {
    return [...this.blocks.querySelectorAll(".field")];
  }
}

/** Let the keyboard go on where it was before the modal; that place may have been drawn anew. */
function giveBack(held) {
  if (held?.isConnected) return held.focus();
  const ts = held?.closest("[data-ts]")?.dataset.ts;
  const places = ts ? [...document.querySelectorAll(`[data-ts="${ts}"]`)] : [document.body];
  if (held?.dataset.control) focusLike(held, places);
  if (document.activeElement === document.body) document.querySelector(".composer-text")?.focus();
}
