/** Suggestions over a text area: arrows move, Tab or Enter takes one, Escape leaves them. */

import { h, newId } from "./dom.js";
import { showPopup } from "./popup.js";
import { suggestionsFor } from "./suggestions.js";

export class Autocomplete {
  #input;
  #where;
  #word = "";
  #suggestions = [];
  #active = 0;
  #popup = null;

  /**
   * @param {HTMLTextAreaElement} input
   * @param {{hasCommands: boolean}} where
   */
  constructor(input, where) {
    this.#input = input;
    this.#where = where;
    this.list = h("ul", {
      id: newId("suggestions"),
      class: "popup listbox suggestions",
      role: "listbox",
      popover: "manual",
      "aria-label": "Suggestions",
    });
    this.status = h("span", { class: "visually-hidden", role: "status" });
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", this.list.id);
    input.addEventListener("input", () => this.suggest());
    input.addEventListener("blur", () => this.close());
  }

  suggest() {
    const { selectionStart, value } = this.#input;
    const found = suggestionsFor(value.slice(0, selectionStart), this.#where);
    if (!found) return this.close();
    this.#word = found.word;
    this.#suggestions = found.suggestions;
    this.list.replaceChildren(...found.suggestions.map((suggestion) => this.#option(suggestion)));
    this.#popup ??= showPopup(this.list, this.#input.closest(".composer-box"), {
      isAsWide: true,
      onHide: () => {
        this.#popup = null;
        this.#input.removeAttribute("aria-activedescendant");
      },
    });
    this.#popup.place();
    this.status.textContent = `${found.suggestions.length} suggestions`;
    this.#activate(0);
  }

  close() {
    this.#popup?.hide();
    this.status.textContent = "";
  }

  /** Whether the key was meant for the suggestions. */
  takesKey(event) {
    if (!this.#popup || event.ctrlKey || event.metaKey) return false;
    const count = this.#suggestions.length;
    const isWritten = this.#suggestions[this.#active].text === this.#word;
    const take = () => this.#take(this.#suggestions[this.#active]);
    const keys = {
      ArrowDown: () => this.#activate((this.#active + 1) % count),
      ArrowUp: () => this.#activate((this.#active - 1 + count) % count),
      Tab: event.shiftKey ? null : take,
      Enter: event.shiftKey || isWritten ? null : take,
      Escape: () => this.close(),
    };
    if (!keys[event.key]) return false;
    event.preventDefault();
    event.stopPropagation();
    keys[event.key]();
    return true;
  }

  #option(suggestion) {
    return h(
      "li",
      {
        id: newId("suggestion"),
        class: "option",
        role: "option",
        "aria-selected": "false",
        onpointerdown: (event) => event.preventDefault(), // the keyboard stays in the text
        onclick: () => this.#take(suggestion),
      },
      h("span", {}, h("b", {}, suggestion.label), suggestion.detail && h("code", {}, suggestion.detail)),
      h("small", {}, suggestion.hint),
    );
  }

  #activate(at) {
    this.#active = at;
    [...this.list.children].forEach((option, place) => {
      option.classList.toggle("is-active", place === at);
      option.setAttribute("aria-selected", String(place === at));
    });
    this.#input.setAttribute("aria-activedescendant", this.list.children[at].id);
    this.list.children[at].scrollIntoView({ block: "nearest" });
  }

  #take({ text }) {
    const { selectionStart: caret, value } = this.#input;
    const start = caret - this.#word.length;
    this.#input.setRangeText(`${text} `, start, value[caret] === " " ? caret + 1 : caret, "end");
    this.#input.dispatchEvent(new Event("input", { bubbles: true }));
    this.close();
    this.#input.focus();
  }
}
