/** Links, and mentions of people and channels. */

import { h } from "./dom.js";
import { hashOf, placeOfPermalink } from "./places.js";
import { store } from "./store.js";

const SLACKBOT = "USLACKBOT"; // is in every workspace, and in no list of its people
const SAFE_SCHEMES = new Set(["http:", "https:", "mailto:", "tel:"]);

/**
 * A link where the address is harmless, else just what would stand on it. Permalinks of this workspace stay on the page.
 *
 * @param {string} address
 * @param {import("./dom.js").Child} label
 */
export function link(address, label, props = {}) {
  const url = safeUrl(address);
  if (!url) return h("span", { class: "dead-link", title: "This address is not opened from here" }, label);
  const place = url.origin === location.origin ? placeOfPermalink(url) : null;
  if (place) return h("a", { ...props, href: hashOf(place) }, label);
  return h("a", { ...props, href: url.href, target: "_blank", rel: "noopener noreferrer" }, label);
}

/** The address, if following it can do no harm here. */
export function safeUrl(address) {
  try {
    const url = new URL(address);
    return SAFE_SCHEMES.has(url.protocol) ? url : null;
  } catch {
    return null;
  }
}

export function userMention(id, label) {
  const name = store.users.get(id)?.real_name ?? (id === SLACKBOT ? "Slackbot" : (label ?? id));
  return h("span", { class: id === store.me.id ? "mention mention-me" : "mention" }, `@${name}`);
}

export function channelMention(id, label) {
  const channel = store.channel(id);
  if (!channel) return h("span", { class: "mention" }, `#${label ?? "a private channel"}`);
  return h("a", { class: "mention", href: hashOf({ kind: "channel", id }) }, `#${channel.name}`);
}
