/**
 * The one select of this page: type to narrow, arrows to move, Enter to choose; one choice, or several as chips.
 * After the ARIA pattern "editable combobox with list autocomplete".
 *
 * @typedef {{key: string, text: string, description?: string, value: any}} Choice
 * @typedef {{label: string | null, choices: Choice[]}} Group
 */

import { h, icon, newId } from "./dom.js";
import { showPopup } from "./popup.js";

const TYPING_PAUSE = 180;

export class Combobox {
  #how;
  #chosen;
  #shown = [];
  #active = -1;
  #popup = null;
  #asked = 0;
  #timer = 0;

  /**
   * @param {object} how
   * @param {Record<string, any>} how.attributes of the input: id and names
   * @param {string | null} how.placeholder
   * @param {(typed: string) => Promise<Group[]>} how.load rejects with a sentence where there is nothing to offer
   * @param {number} [how.leastTyped] characters until `load` is asked
   * @param {boolean} [how.isRemote] wait for a pause in typing
   * @param {Choice[]} how.chosen
   * @param {boolean} how.isMultiple
   * @param {number} [how.most] choices
   * @param {boolean} how.isClearable whether a single choice can be taken back
   * @param {(chosen: Choice[]) => void} how.onChange
   */
  constructor(how) {
    this.#how = how;
    this.#chosen = how.chosen;
    const listId = newId("list");
    this.list = h("ul", {
      id: listId,
      class: "popup listbox",
      role: "listbox",
      popover: "manual",
      tabindex: "-1",
    });
    this.list.setAttribute("aria-label", "Choices");
    if (how.isMultiple) this.list.setAttribute("aria-multiselectable", "true");
    this.input = h("input", {
      ...how.attributes,
      type: "text",
      role: "combobox",
      autocomplete: "off",
      spellcheck: "false",
      "aria-autocomplete": "list",
      "aria-controls": listId,
      "aria-expanded": "false",
      onclick: () => this.#open(),
      oninput: () => this.#typed(),
      onkeydown: (event) => this.#key(event),
      onblur: () => this.#left(),
    });
    this.chips = h("span", { class: "chips" });
    this.clear = h(
      "button",
      {
        type: "button",
        class: "combobox-clear",
        "aria-label": "Clear",
        tabindex: "-1",
        onclick: () => this.#remove(),
      },
      icon("close"),
    );
    this.status = h("span", { class: "visually-hidden", role: "status" });
    this.node = h(
      "div",
      {
        class: how.isMultiple ? "combobox combobox-multiple" : "combobox",
        onpointerdown: (event) => this.#pressed(event),
      },
      this.chips,
      this.input,
      this.clear,
      icon("chevron"),
      this.list,
      this.status,
    );
    this.#draw();
  }

  #draw() {
    const { isMultiple, placeholder } = this.#how;
    const [first] = this.#chosen;
    this.input.value = isMultiple ? "" : (first?.text ?? "");
    this.input.placeholder = isMultiple && first ? "" : (placeholder ?? "");
    this.clear.hidden = isMultiple || !first || !this.#how.isClearable;
    this.chips.replaceChildren(...(isMultiple ? this.#chosen.map((choice) => this.#chip(choice)) : []));
  }

  #chip(choice) {
    const remove = () => {
      this.#choose(choice);
      this.input.focus();
    };
    const name = `Remove ${choice.text}`;
    return h(
      "span",
      { class: "chip" },
      choice.text,
      h("button", { type: "button", "aria-label": name, title: name, onclick: remove }, icon("close")),
    );
  }

  /** A press beside the input, on the frame or the arrow, is meant for the input. */
  #pressed(event) {
    if (event.target.closest("button, input, ul")) return;
    event.preventDefault();
    this.input.focus();
    this.#open();
  }

  #typed() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#open(), this.#how.isRemote ? TYPING_PAUSE : 0);
  }

  /** What was typed to search; what stands there because it was chosen does not count. */
  #query() {
    const typed = this.input.value.trim();
    return !this.#how.isMultiple && typed === this.#chosen[0]?.text ? "" : typed;
  }

  async #open() {
    const query = this.#query();
    if (!query) this.input.select(); // typing starts afresh
    const asked = (this.#asked += 1);
    const least = this.#how.leastTyped ?? 0;
    if (query.length < least) {
      return this.#say(least === 1 ? "Type to search" : `Type ${least} letters or more to search`);
    }
    if (this.#how.isRemote) this.#say("Searching…");
    try {
      const groups = await this.#how.load(query);
      if (asked === this.#asked) this.#offer(groups);
    } catch (error) {
      if (asked === this.#asked) this.#say(error.message);
    }
  }

  #offer(groups) {
    this.#shown = groups.flatMap(({ choices }) => choices);
    if (!this.#shown.length) return this.#say("Nothing found");
    const rows = groups
      .filter(({ choices }) => choices.length)
      .flatMap(({ label, choices }) => [
        label && h("li", { class: "listbox-heading", role: "presentation" }, label),
        ...choices.map((choice) => this.#option(choice)),
      ]);
    this.list.replaceChildren(...rows.filter(Boolean));
    this.status.textContent = `${this.#shown.length} found`;
    this.#show();
    const chosen = this.#shown.findIndex((choice) => this.#isChosen(choice));
    this.#activate(this.#query() || chosen < 0 ? 0 : chosen);
  }

  #option(choice) {
    return h(
      "li",
      {
        id: newId("option"),
        class: "option",
        role: "option",
        "aria-selected": String(this.#isChosen(choice)),
        onpointerdown: (event) => event.preventDefault(), // the keyboard stays in the input
        onclick: () => this.#choose(choice),
      },
      h("span", {}, choice.text, choice.description && h("small", {}, choice.description)),
      icon("check"),
    );
  }

  #say(sentence) {
    this.#shown = [];
    this.list.replaceChildren(h("li", { class: "listbox-note", role: "presentation" }, sentence));
    this.status.textContent = sentence;
    this.#show();
    this.#activate(-1);
  }

  #show() {
    this.#popup ??= showPopup(this.list, this.node, {
      isAsWide: true,
      onHide: () => {
        this.#popup = null;
        this.input.setAttribute("aria-expanded", "false");
        this.input.removeAttribute("aria-activedescendant");
      },
    });
    this.input.setAttribute("aria-expanded", "true");
    this.#popup.place();
  }

  #activate(at) {
    this.#active = at;
    const options = [...this.list.querySelectorAll("[role=option]")];
    options.forEach((option, place) => option.classList.toggle("is-active", place === at));
    const option = options[at];
    if (!option) return this.input.removeAttribute("aria-activedescendant");
    this.input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  #key(event) {
    const last = this.#shown.length - 1;
    const isOpen = Boolean(this.#popup);
    const moves = {
      ArrowDown: () => (isOpen ? this.#activate(this.#active >= last ? 0 : this.#active + 1) : this.#open()),
      ArrowUp: () => (isOpen ? this.#activate(this.#active <= 0 ? last : this.#active - 1) : this.#open()),
      Enter: () =>
        isOpen && this.#shown[this.#active] ? this.#choose(this.#shown[this.#active]) : this.#open(),
      Escape: isOpen ? () => this.#escape() : null,
      Backspace:
        this.#how.isMultiple && !this.input.value && this.#chosen.length
          ? () => this.#choose(this.#chosen.at(-1))
          : null,
    };
    const move = event.ctrlKey || event.metaKey ? null : moves[event.key];
    if (!move) return;
    event.preventDefault();
    event.stopPropagation();
    move();
  }

  #escape() {
    this.#popup.hide();
    this.#draw();
  }

  /** Take it, or where several are taken already, give it back. */
  #choose(choice) {
    const { isMultiple, most } = this.#how;
    if (!isMultiple) this.#chosen = [choice];
    else if (this.#isChosen(choice)) this.#chosen = this.#chosen.filter(({ key }) => key !== choice.key);
    else if (most && this.#chosen.length >= most) return this.#say(`Choose ${most} at most`);
    else this.#chosen = [...this.#chosen, choice];
    this.#done();
  }

  #remove() {
    this.#chosen = [];
    this.#done();
    this.input.focus();
  }

  #done() {
    this.#asked += 1;
    this.#popup?.hide();
    this.#draw();
    this.#how.onChange(this.#chosen);
  }

  #isChosen({ key }) {
    return this.#chosen.some((choice) => choice.key === key);
  }

  /** What was typed but not chosen is no choice; an emptied input is. */
  #left() {
    clearTimeout(this.#timer);
    this.#asked += 1;
    this.#popup?.hide();
    if (this.#how.isClearable && !this.input.value.trim() && this.#chosen.length) {
      this.#chosen = [];
      this.#done();
    } else {
      this.#draw();
    }
  }
}
