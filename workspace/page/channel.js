/** A channel or direct message: its head, its messages, its composer. Files can be dropped anywhere on it. */

import * as api from "./api.js";
import { Composer } from "./composer.js";
import { h, icon } from "./dom.js";
import { acceptDrops } from "./drops.js";
import { MessageList } from "./messages.js";
import { store } from "./store.js";

export class ChannelView {
  /** @param {string} channelId */
  constructor(channelId, { hasHead = true } = {}) {
    this.id = channelId;
    const name = this.#name();
    this.head = h("header", { class: "pane-head" });
    this.list = new MessageList({ label: `Messages in ${name}` });
    this.composer = new Composer({ channelId, placeholder: `Message ${name}` });
    this.blank = h("div", { class: "blank" }, h("h2", {}, name), h("p", {}, this.#welcome()));
    this.list.node.prepend(this.blank);
    this.node = h(
      "section",
      { class: "pane", "aria-label": name },
      hasHead && this.head,
      this.list.node,
      this.composer.node,
      h("div", { class: "drop-note", "aria-hidden": "true" }, icon("attach"), `Drop to share in ${name}`),
    );
    acceptDrops(this.node, (files) => this.composer.share(files));
    this.showHead();
  }

  async load() {
    if (!store.isLoaded(this.id)) await store.loadMessages(this.id);
    this.show();
  }

  show() {
    const roots = store.roots(this.id);
    this.list.show(roots);
    this.blank.hidden = roots.length > 0;
  }

  showHead() {
    const channel = store.channel(this.id);
    if (!channel) return;
    const add = async () => {
      const answer = await api.post("channels/join", { user: store.me.id, channel: this.id });
      this.composer.complain(answer.ok ? null : answer.message);
    };
    const title = h(
      "div",
      { class: "pane-title" },
      h("h1", {}, this.#name()),
      channel.topic && h("p", {}, channel.topic),
    );
    this.head.replaceChildren(title);
    if (!channel.is_channel) return;
    const count = String(channel.member_ids.length);
    this.head.append(h("span", { class: "members", title: this.#members(channel) }, icon("people"), count));
    if (channel.bot_is_member) return;
    this.head.append(h("button", { type: "button", class: "button", onclick: add }, `Add ${store.app.name}`));
  }

  #name() {
    const channel = store.channel(this.id);
    return channel ? store.channelName(channel) : this.id;
  }

  #members(channel) {
    return channel.member_ids.map((id) => store.users.get(id)?.real_name ?? id).join(", ");
  }

  #welcome() {
    const channel = store.channel(this.id);
    if (channel?.is_im) return "Nothing was said here yet.";
    return `Nothing was said here yet. Type / for what ${store.app.name} can do, or drop a file.`;
  }
}
