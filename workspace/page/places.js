/**
 * Where one is on the page, as the address after `#`.
 *
 * @typedef {{kind: "channel", id: string, thread?: string, message?: string}} ChannelPlace
 * @typedef {{kind: "app", tab: "home" | "messages" | "about"}} AppPlace
 * @typedef {ChannelPlace | AppPlace} Place
 */

const TABS = ["home", "messages", "about"];

/** @param {Place} place */
export function hashOf(place) {
  if (place.kind === "app") return `#/app/${place.tab}`;
  const thread = place.thread ? `/thread/${place.thread}` : "";
  return `#/channel/${place.id}${thread}${place.message ? `/at/${place.message}` : ""}`;
}

/** @returns {Place | null} */
export function placeOfHash(hash) {
  const app = /^#\/app\/(\w+)$/.exec(hash);
  if (app && TABS.includes(app[1])) return { kind: "app", tab: app[1] };
  const channel = /^#\/channel\/(\w+)(?:\/thread\/([\d.]+))?(?:\/at\/([\d.]+))?$/.exec(hash);
  return channel ? { kind: "channel", id: channel[1], thread: channel[2], message: channel[3] } : null;
}

/** The place that an address as chat.getPermalink gives it leads to, or null. */
export function placeOfPermalink(url) {
  const found = /^\/archives\/(\w+)\/p(\d+)(\d{6})$/.exec(url.pathname);
  if (!found) return null;
  const thread = url.searchParams.get("thread_ts") ?? undefined;
  return { kind: "channel", id: found[1], message: `${found[2]}.${found[3]}`, thread };
}
