/** A list of messages, by day, those of one person together; it stays at the end where one was at the end. */

import { h, reconcile } from "./dom.js";
import { drawMessage } from "./message.js";
import { mrkdwn } from "./mrkdwn.js";
import { store } from "./store.js";
import { dayName, isoDay } from "./time.js";

const TOGETHER_SECONDS = 300;
const NEAR_THE_END = 80;
const QUIET = new Set(["channel_join", "channel_leave", "channel_topic"]);

export class MessageList {
  #isInThread;
  #drawn = new Map();

  /** @param {{label: string, isInThread?: boolean}} how */
  constructor({ label, isInThread = false }) {
    this.#isInThread = isInThread;
    const keys = { onkeydown: (event) => this.#key(event) };
    this.list = h("div", {
      class: "messages",
      role: "log",
      "aria-live": "off",
      "aria-label": label,
      ...keys,
    });
    this.node = h("div", { class: "scroller" }, this.list);
    const follow = new ResizeObserver(() => this.#isAtEnd && this.scrollToEnd());
    for (const node of [this.list, this.node]) follow.observe(node);
    this.node.addEventListener("scroll", () => (this.#isAtEnd = this.#nearEnd()));
  }

  #isAtEnd = true;

  /** @param {object[]} messages oldest first */
  show(messages) {
    reconcile(this.list, this.#rows(messages), {
      key: ({ key }) => key,
      fingerprint: (row) => JSON.stringify([row, store.me.id]),
      draw: (row) => this.#draw(row),
    });
    const articles = this.#articles();
    if (!articles.some((article) => article.tabIndex === 0)) articles.at(-1)?.setAttribute("tabindex", "0");
    if (this.#isAtEnd) this.scrollToEnd();
    requestAnimationFrame(() => this.list.setAttribute("aria-live", "polite")); // what came later is read out
  }

  scrollToEnd() {
    this.node.scrollTop = this.node.scrollHeight;
    this.#isAtEnd = true;
  }

  /** Show that message, and where it is. Answers whether it is there. */
  pointAt(ts) {
    const article = this.#articles().find(({ dataset }) => dataset.ts === ts);
    if (!article) return false;
    this.#isAtEnd = false;
    article.scrollIntoView({ block: "center" });
    article.classList.add("is-pointed-at");
    article.addEventListener("animationend", () => article.classList.remove("is-pointed-at"), { once: true });
    return true;
  }

  #rows(messages) {
    const zone = store.me.tz;
    const rows = [];
    let before = null;
    for (const message of messages) {
      const day = isoDay(message.ts, zone);
      if (!before || isoDay(before.ts, zone) !== day) {
        if (!this.#isInThread) rows.push({ key: `day ${day}`, day: dayName(message.ts, zone) });
        before = null;
      }
      rows.push({ key: message.ts, message, isFollowing: follows(message, before) });
      before = message;
    }
    return rows;
  }

  #draw({ day, message, isFollowing }) {
    if (day) return h("div", { class: "day", role: "separator", "aria-label": day }, h("span", {}, day));
    if (QUIET.has(message.subtype)) return h("div", { class: "quiet" }, mrkdwn(message.text));
    const before = this.#drawn.get(message.ts);
    const article = drawMessage(message, { isFollowing, isInThread: this.#isInThread, before });
    this.#drawn.set(message.ts, article);
    return article;
  }

  #nearEnd() {
    return this.node.scrollHeight - this.node.scrollTop - this.node.clientHeight < NEAR_THE_END;
  }

  #articles() {
    return [...this.list.querySelectorAll(":scope > article")];
  }

  /** Up and down go from message to message; Tab goes into one. */
  #key(event) {
    if (!event.target.matches("article") || !["ArrowUp", "ArrowDown", "Home", "End"].includes(event.key))
      return;
    const all = this.#articles();
    const at = all.indexOf(event.target);
    const to = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: all.length - 1 }[event.key];
    const next = all[to];
    if (!next) return;
    event.preventDefault();
    event.target.setAttribute("tabindex", "-1");
    next.setAttribute("tabindex", "0");
    next.focus();
  }
}

function follows(message, before) {
  if (!before || QUIET.has(before.subtype) || message.ephemeral !== before.ephemeral) return false;
  const isSame = message.user === before.user && message.username === before.username;
  return isSame && Number(message.ts) - Number(before.ts) < TOGETHER_SECONDS && !message.ephemeral;
}
