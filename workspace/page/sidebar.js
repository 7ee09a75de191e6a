/** Who one is, and where one can go. */

import * as api from "./api.js";
import { appTabs } from "./app_home.js";
import { avatar } from "./avatar.js";
import { h, icon } from "./dom.js";
import { menu } from "./menu.js";
import { hashOf } from "./places.js";
import { store } from "./store.js";

/**
 * @param {HTMLElement} root
 * @param {(userId: string) => void} actAs
 */
export function followSidebar(root, actAs) {
  const draw = () => drawSidebar(root, actAs);
  for (const topic of ["people", "channels", "place"]) store.on(topic, draw);
}

function drawSidebar(root, actAs) {
  const held = document.activeElement?.closest("#sidebar a")?.getAttribute("href");
  const channels = store.channels.filter(({ is_channel: isChannel }) => isChannel);
  root.replaceChildren(
    switcher(actAs),
    group("Channels", channels.map(channelRow)),
    group("App", [appRow()]),
    group("Direct messages", [...others().map(personRow), ...groups().map(channelRow)]),
  );
  if (held) root.querySelector(`a[href="${held}"]`)?.focus();
}

function switcher(actAs) {
  const { me } = store;
  const button = h(
    "button",
    { type: "button", class: "me", "aria-label": `Acting as ${me.real_name}. Act as somebody else` },
    avatar(me),
    h("span", { class: "me-name" }, h("small", {}, "Acting as"), h("strong", {}, me.real_name)),
    icon("chevron"),
  );
  const people = [...store.users.values()].filter(({ is_bot: isBot }) => !isBot);
  return menu(button, () => [
    { heading: "Act as" },
    ...people.map((user) => ({
      label: [user.real_name, user.id === me.id ? " (now)" : ""],
      hint: [user.is_guest ? "guest" : null, user.tz.replace("_", " ")].filter(Boolean).join(", "),
      choose: () => actAs(user.id),
    })),
  ]);
}

function group(title, rows) {
  return h(
    "section",
    { class: "places", "aria-label": title },
    h("h2", {}, title),
    h(
      "ul",
      {},
      rows.map((each) => h("li", {}, each)),
    ),
  );
}

function channelRow(channel) {
  const mark = channel.is_private ? icon("lock") : h("span", { class: "hash", "aria-hidden": "true" }, "#");
  return row(channel.id, hashOf({ kind: "channel", id: channel.id }), mark, channel.name);
}

function appRow() {
  const bot = store.users.get(store.app.bot_user_id);
  const isHere = store.place?.kind === "app";
  const [tab] = store.unread.has(store.app.im_channel) ? ["messages"] : appTabs();
  return row(
    store.app.im_channel,
    hashOf({ kind: "app", tab }),
    avatar(bot, "avatar-small"),
    store.app.name,
    isHere,
  );
}

function personRow(user) {
  const channel = directMessage(user.id);
  const face = avatar(user, "avatar-small");
  if (channel) return row(channel.id, hashOf({ kind: "channel", id: channel.id }), face, user.real_name);
  const open = async () => {
    const answer = await api.post("channels/open", { user: store.me.id, with: user.id });
    if (!answer.ok) return store.notice(answer.message);
    store.addChannel(answer.channel);
    location.hash = hashOf({ kind: "channel", id: answer.channel.id });
  };
  return h("button", { type: "button", class: "place", onclick: open }, face, h("span", {}, user.real_name));
}

function row(
  channelId,
  href,
  mark,
  name,
  isHere = store.place?.kind === "channel" && store.place.id === channelId,
) {
  const isUnread = store.unread.has(channelId);
  return h(
    "a",
    { href, class: `place ${isUnread ? "is-unread" : ""}`, "aria-current": isHere ? "page" : null },
    mark,
    h("span", {}, name),
    isUnread && h("span", { class: "unread" }, h("span", { class: "visually-hidden" }, "unread")),
  );
}

function others() {
  return [...store.users.values()].filter(({ id, is_bot: isBot }) => !isBot && id !== store.me.id);
}

function groups() {
  return store.channels.filter((channel) => !channel.is_channel && !channel.is_im);
}

function directMessage(userId) {
  return store.channels.find(
    (channel) =>
      channel.is_im && channel.member_ids.includes(userId) && channel.member_ids.includes(store.me.id),
  );
}
