/** The app's own place: its Home, its messages, and what it can do. */

import { avatar } from "./avatar.js";
import { showBlocks } from "./blocks/index.js";
import { ChannelView } from "./channel.js";
import { h, icon } from "./dom.js";
import { hashOf } from "./places.js";
import { store } from "./store.js";
import { Surface } from "./surface.js";

const NAMES = { home: "Home", messages: "Messages", about: "About" };

/** The tabs that the app has. */
export function appTabs() {
  const { home_tab: home, messages_tab: messages } = store.app;
  return [home && "home", messages && "messages", "about"].filter(Boolean);
}

export class AppView {
  #surface = null;

  /** @param {"home" | "messages" | "about"} tab */
  constructor(tab) {
    this.tab = tab;
    this.channel = tab === "messages" ? new ChannelView(store.app.im_channel, { hasHead: false }) : null;
    this.composer = this.channel?.composer;
    const drawn = {
      home: () => this.#drawHome(),
      messages: () => this.channel.node,
      about: () => drawAbout(),
    };
    this.node = h(
      "section",
      { class: "pane app-pane", "aria-label": store.app.name },
      head(tab),
      drawn[tab](),
    );
  }

  async load() {
    if (this.tab === "about") return;
    const opening = store.openHome(this.tab);
    this.show();
    await Promise.all([opening, this.channel?.load()]);
  }

  show() {
    if (this.channel) this.channel.show();
    if (this.tab !== "home") return;
    const { home } = store;
    this.waiting.hidden = Boolean(home);
    if (!home) return this.blocks.replaceChildren();
    if (this.#surface?.container.view_id !== home.id) {
      this.#surface = new Surface({ type: "view", view_id: home.id }, (sentence) => this.#complain(sentence));
    }
    showBlocks(this.blocks, home.blocks, this.#surface);
  }

  #drawHome() {
    this.blocks = h("div", { class: "blocks home-blocks" });
    this.trouble = h("p", { class: "trouble", role: "alert", hidden: true });
    this.waiting = h(
      "p",
      { class: "blank", role: "status" },
      `${store.app.name} has not drawn its Home yet.`,
    );
    return h(
      "div",
      { class: "scroller" },
      h("div", { class: "home" }, this.trouble, this.waiting, this.blocks),
    );
  }

  #complain(sentence) {
    this.trouble.replaceChildren(...(sentence ? [icon("alert"), h("span", {}, sentence)] : []));
    this.trouble.hidden = !sentence;
  }
}

function head(current) {
  const bot = store.users.get(store.app.bot_user_id);
  const tab = (name) => {
    const props = {
      href: hashOf({ kind: "app", tab: name }),
      class: "tab",
      "aria-current": name === current ? "page" : null,
    };
    return h("a", props, NAMES[name]);
  };
  return h(
    "header",
    { class: "pane-head app-head" },
    h("div", { class: "app-title" }, bot && avatar(bot), h("h1", {}, store.app.name)),
    h("nav", { class: "tabs", "aria-label": store.app.name }, appTabs().map(tab)),
  );
}

function drawAbout() {
  const { name, description, commands, shortcuts } = store.app;
  const listed = (title, rows) =>
    rows.length > 0 && [h("h2", {}, title), h("dl", { class: "abilities" }, rows)];
  return h(
    "div",
    { class: "scroller" },
    h(
      "div",
      { class: "home about" },
      h("p", {}, description || `${name} says nothing about itself.`),
      listed(
        "Commands",
        commands.map((each) =>
          h(
            "div",
            {},
            h("dt", {}, h("code", {}, `${each.command} ${each.usage_hint}`)),
            h("dd", {}, each.description),
          ),
        ),
      ),
      listed(
        "Shortcuts",
        shortcuts.map((each) =>
          h(
            "div",
            {},
            h("dt", {}, each.name),
            h(
              "dd",
              {},
              each.description,
              h("small", {}, each.type === "global" ? " (in the + menu)" : " (in a message's menu)"),
            ),
          ),
        ),
      ),
    ),
  );
}
