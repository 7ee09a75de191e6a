/** Where one writes: messages, slash commands, files. What was begun stays when one looks elsewhere. */

import * as api from "./api.js";
import { Autocomplete } from "./autocomplete.js";
import { h, icon, iconButton } from "./dom.js";
import { menu } from "./menu.js";
import { store } from "./store.js";

const drafts = new Map();

export class Composer {
  #channel;
  #thread;

  /** @param {{channelId: string, threadTs?: string, placeholder: string}} how */
  constructor({ channelId, threadTs, placeholder }) {
    this.#channel = channelId;
    this.#thread = threadTs;
    this.input = h("textarea", {
      class: "composer-text",
      rows: "1",
      placeholder,
      "aria-label": placeholder,
      oninput: () => this.#edited(),
      onkeydown: (event) => this.#key(event),
    });
    this.input.value = drafts.get(this.#draftName()) ?? "";
    this.autocomplete = new Autocomplete(this.input, { hasCommands: !threadTs });
    this.trouble = h("div", { class: "trouble-holder", role: "alert" });
    this.usage = h("p", { class: "usage" });
    this.state = h("p", { class: "composer-state", role: "status" });
    this.file = h("input", {
      type: "file",
      multiple: true,
      hidden: true,
      "aria-label": "Files to share",
      onchange: ({ target }) => {
        const files = [...target.files];
        target.value = "";
        this.share(files);
      },
    });
    this.send = iconButton("send", "Send", { class: "send", onclick: () => this.#submit() });
    this.node = h(
      "form",
      { class: "composer", onsubmit: (event) => event.preventDefault() },
      this.trouble,
      h(
        "div",
        { class: "composer-box" },
        menu(iconButton("plus", "Shortcuts and more"), () => this.#plus()),
        this.input,
        iconButton("attach", "Attach a file", { onclick: () => this.file.click() }),
        this.send,
        this.file,
      ),
      this.autocomplete.list,
      this.autocomplete.status,
      h("div", { class: "composer-foot" }, this.usage, this.state),
    );
    this.#edited();
  }

  focus() {
    this.input.focus();
  }

  /** Share files here at once, what is written goes with them. */
  async share(files) {
    if (!files.length) return;
    const text = this.#take();
    const names = files.length === 1 ? files[0].name : `${files.length} files`;
    const fields = { user: store.me.id, channel: this.#channel, thread_ts: this.#thread, text };
    await this.#telling(`Sharing ${names}…`, text, () => api.upload("files", fields, files));
    this.focus();
  }

  /** A sentence over the text, with a way to dismiss it. */
  complain(sentence) {
    const dismiss = () => this.trouble.replaceChildren();
    if (!sentence) return dismiss();
    this.trouble.replaceChildren(
      h(
        "div",
        { class: "trouble" },
        icon("alert"),
        h("span", {}, sentence),
        iconButton("close", "Dismiss", { onclick: dismiss }),
      ),
    );
  }

  #plus() {
    const shortcuts = store.app.shortcuts.filter(({ type }) => type === "global");
    const run = ({ callback_id: id, name }) =>
      this.#telling(`${name}…`, "", () => api.post("shortcuts", { user: store.me.id, callback_id: id }));
    const begin = (command) => {
      this.input.value = `${command} `;
      this.#edited();
      this.focus();
    };
    const commands = this.#thread ? [] : store.app.commands;
    return [
      shortcuts.length > 0 && { heading: "Shortcuts" },
      ...shortcuts.map((each) => ({ label: each.name, hint: each.description, choose: () => run(each) })),
      commands.length > 0 && { heading: "Commands" },
      ...commands.map(({ command, description }) => ({
        label: command,
        hint: description,
        choose: () => begin(command),
      })),
      { heading: "Files" },
      { label: "Attach a file", choose: () => this.file.click() },
    ].filter(Boolean);
  }

  #key(event) {
    if (event.isComposing || this.autocomplete.takesKey(event)) return;
    if (event.key === "Enter" && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      this.#submit();
    }
  }

  #edited() {
    const { value } = this.input;
    drafts.set(this.#draftName(), value);
    this.input.style.height = "auto";
    if (value) this.input.style.height = `${this.input.scrollHeight}px`;
    this.send.disabled = !value.trim();
    const command = store.app.commands.find(({ command: name }) => value.startsWith(`${name} `));
    this.usage.textContent = command && !this.#thread ? `${command.command} ${command.usage_hint}` : "";
  }

  async #submit() {
    const text = this.#take();
    if (!text.trim()) return;
    if (text.startsWith("/")) return this.#command(text);
    const said = { user: store.me.id, channel: this.#channel, text, thread_ts: this.#thread };
    await this.#telling("", text, () => api.post("messages", said));
  }

  async #command(text) {
    if (this.#thread) {
      this.#giveBack(text);
      return this.complain("Commands do not work in threads. Use it in the channel.");
    }
    const said = { user: store.me.id, channel: this.#channel, text };
    await this.#telling(`${store.app.name} is on it…`, text, () => api.post("commands", said));
  }

  /** Do it, saying so; where it fails, say why, and give the text back. */
  async #telling(sentence, text, work) {
    this.complain(null);
    this.state.textContent = sentence;
    const answer = await work();
    this.state.textContent = "";
    if (answer.ok) return;
    this.#giveBack(text);
    this.complain(answer.message);
  }

  #take() {
    const { value } = this.input;
    this.input.value = "";
    this.autocomplete.close();
    this.#edited();
    return value;
  }

  #giveBack(text) {
    if (this.input.value) return;
    this.input.value = text;
    this.#edited();
  }

  #draftName() {
    return `${store.me.id} ${this.#channel} ${this.#thread ?? ""}`;
  }
}
