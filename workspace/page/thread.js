/** A thread beside its channel: the message, its replies, a box to reply in. */

import { Composer } from "./composer.js";
import { h, icon, iconButton } from "./dom.js";
import { acceptDrops } from "./drops.js";
import { MessageList } from "./messages.js";
import { hashOf } from "./places.js";
import { store } from "./store.js";

export class ThreadView {
  constructor(channelId, rootTs) {
    this.id = channelId;
    this.root = rootTs;
    const close = () => (location.hash = hashOf({ kind: "channel", id: channelId }));
    const channel = store.channel(channelId);
    this.list = new MessageList({ label: "Thread", isInThread: true });
    this.composer = new Composer({ channelId, threadTs: rootTs, placeholder: "Reply" });
    this.node = h(
      "section",
      { class: "pane", "aria-label": "Thread", onkeydown: (event) => event.key === "Escape" && close() },
      h(
        "header",
        { class: "pane-head" },
        h(
          "div",
          { class: "pane-title" },
          h("h2", {}, "Thread"),
          channel && h("p", {}, store.channelName(channel)),
        ),
        iconButton("close", "Close thread", { onclick: close }),
      ),
      this.list.node,
      this.composer.node,
      h("div", { class: "drop-note", "aria-hidden": "true" }, icon("attach"), "Drop to share in this thread"),
    );
    acceptDrops(this.node, (files) => this.composer.share(files));
  }

  async load() {
    await store.loadMessages(this.id, this.root);
    this.show();
  }

  show() {
    this.list.show(store.thread(this.id, this.root));
  }
}
