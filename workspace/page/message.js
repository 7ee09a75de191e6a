/** One message: who, when, what was said, and what can be done with it. */

import * as api from "./api.js";
import { avatar } from "./avatar.js";
import { showBlocks } from "./blocks/index.js";
import { h, icon, iconButton } from "./dom.js";
import { REACTIONS, emoji } from "./emoji.js";
import { drawFile } from "./files.js";
import { menu } from "./menu.js";
import { mrkdwn } from "./mrkdwn.js";
import { hashOf } from "./places.js";
import { store } from "./store.js";
import { Surface } from "./surface.js";
import { ago, clock, fullTime } from "./time.js";

/**
 * @param {object} message
 * @param {object} how
 * @param {boolean} how.isFollowing the one before is by the same person, a moment ago
 * @param {boolean} how.isInThread
 * @param {HTMLElement} [how.before] the message as it was drawn before: what was entered and its file cards go on
 * @returns {HTMLElement} with its `surface` and `cards`
 */
export function drawMessage(message, { isFollowing, isInThread, before }) {
  const trouble = h("p", { class: "trouble", role: "alert", hidden: true });
  const complain = (sentence) => {
    trouble.textContent = sentence ?? "";
    trouble.hidden = !sentence;
  };
  const surface =
    before?.surface ?? new Surface({ type: "message", channel: message.channel, ts: message.ts }, complain);
  surface.complain = complain;
  const cards = fileCards(message, before?.cards);
  const author = authorOf(message);
  const article = h(
    "article",
    {
      class: `message ${isFollowing ? "is-following" : ""} ${message.ephemeral ? "is-ephemeral" : ""}`,
      tabindex: "-1",
      "aria-label": `${author.real_name}, ${clock(message.ts, store.me.tz)}`,
      dataset: { ts: message.ts, control: message.ts },
    },
    h("div", { class: "message-side" }, isFollowing ? time(message.ts) : avatar(author)),
    h(
      "div",
      { class: "message-main" },
      message.ephemeral && h("p", { class: "only-you" }, icon("eye"), "Only visible to you"),
      !isFollowing && byline(message, author),
      h("div", { class: "message-content" }, content(message, surface)),
      [...cards.values()],
      trouble,
      reactions(message),
      !isInThread && message.reply_count > 0 && threadLink(message),
    ),
    toolbar(message, isInThread, complain),
  );
  return Object.assign(article, { surface, cards });
}

/** The person, or the app under the name it gave itself. */
export function authorOf(message) {
  const user = store.users.get(message.user ?? store.app.bot_user_id);
  const name = message.username ?? user?.real_name ?? "Somebody";
  return { color: "#6b7280", is_bot: Boolean(message.bot_id), ...user, real_name: name };
}

function byline(message, author) {
  return h(
    "header",
    { class: "byline" },
    h("strong", {}, author.real_name),
    author.is_bot && h("span", { class: "tag" }, "app"),
    author.is_guest && h("span", { class: "tag" }, "guest"),
    time(message.ts),
    message.edited && h("small", { class: "edited" }, "edited"),
  );
}

function time(ts) {
  const zone = store.me.tz;
  return h(
    "time",
    { datetime: new Date(Number(ts) * 1000).toISOString(), title: fullTime(ts, zone) },
    clock(ts, zone),
  );
}

function content(message, surface) {
  const parts = [];
  if (message.blocks?.length) parts.push(blocks(message.blocks, surface));
  else if (message.text) parts.push(mrkdwn(message.text));
  for (const attachment of message.attachments ?? []) {
    parts.push(
      h(
        "div",
        {
          class: "attachment",
          style: {
            borderColor: /^#?[0-9a-f]{6}$/i.test(attachment.color ?? "")
              ? `#${attachment.color.replace("#", "")}`
              : "",
          },
        },
        attachment.title && h("strong", {}, attachment.title),
        attachment.blocks?.length
          ? blocks(attachment.blocks, surface)
          : attachment.text && mrkdwn(attachment.text),
      ),
    );
  }
  return parts;
}

/** Cards by the files' data; those drawn before are used again, for they have fetched their previews. */
function fileCards({ files = [] }, drawn = new Map()) {
  const named = files.map((file) => [JSON.stringify([file.id, file.mode, file.name]), file]);
  return new Map(named.map(([name, file]) => [name, drawn.get(name) ?? drawFile(file)]));
}

function blocks(list, surface) {
  const root = h("div", { class: "blocks" });
  showBlocks(root, list, surface);
  return root;
}

function reactions(message) {
  if (!message.reactions?.length) return null;
  const drawn = message.reactions.map(({ name, users, count }) => {
    const isMine = users.includes(store.me.id);
    const who = users.map((id) => store.users.get(id)?.real_name ?? id).join(", ");
    return h(
      "button",
      {
        type: "button",
        class: "reaction",
        "aria-pressed": String(isMine),
        "aria-label": `${name}, ${count}: ${who}`,
        title: `${who} reacted with :${name}:`,
        onclick: () => react(message, name),
      },
      h("span", { "aria-hidden": "true" }, emoji(name) ?? `:${name}:`),
      String(count),
    );
  });
  return h("div", { class: "reactions" }, drawn);
}

function threadLink(message) {
  const faces = message.reply_users
    .slice(0, 3)
    .map((id) => avatar(store.users.get(id) ?? authorOf({}), "avatar-small"));
  const replies = message.reply_count === 1 ? "1 reply" : `${message.reply_count} replies`;
  return h(
    "a",
    { class: "thread-link", href: hashOf({ kind: "channel", id: message.channel, thread: message.ts }) },
    h("span", { class: "faces" }, faces),
    h("strong", {}, replies),
    h("small", {}, `last reply ${ago(message.latest_reply)}`),
  );
}

function toolbar(message, isInThread, complain) {
  const root = message.thread_ts ?? message.ts;
  const openThread = () => (location.hash = hashOf({ kind: "channel", id: message.channel, thread: root }));
  const picks = () =>
    REACTIONS.map((name) => ({
      label: `${emoji(name)}  ${name.replaceAll("_", " ")}`,
      choose: () => react(message, name),
    }));
  return h(
    "div",
    { class: "toolbar", role: "group", "aria-label": "Message actions" },
    !message.ephemeral && menu(iconButton("smile", "React"), picks),
    !message.ephemeral && !isInThread && iconButton("thread", "Reply in thread", { onclick: openThread }),
    menu(iconButton("more", "More for this message"), () => more(message, complain)),
  );
}

function more(message, complain) {
  const shortcuts = message.ephemeral ? [] : store.app.shortcuts.filter(({ type }) => type === "message");
  const run = async (shortcut) => {
    const { channel, ts } = message;
    const answer = await api.post("shortcuts", {
      user: store.me.id,
      callback_id: shortcut.callback_id,
      channel,
      ts,
    });
    complain(answer.ok ? null : answer.message);
  };
  const place = { kind: "channel", id: message.channel, message: message.ts };
  if (message.thread_ts && message.thread_ts !== message.ts) place.thread = message.thread_ts;
  return [
    shortcuts.length > 0 && { heading: store.app.name },
    ...shortcuts.map((each) => ({ label: each.name, hint: each.description, choose: () => run(each) })),
    shortcuts.length > 0 && { heading: "This message" },
    {
      label: "Copy link",
      choose: () => navigator.clipboard.writeText(new URL(hashOf(place), location.href).href),
    },
    { label: "Copy text", choose: () => navigator.clipboard.writeText(message.text ?? "") },
  ].filter(Boolean);
}

async function react(message, name) {
  const { channel, ts } = message;
  const answer = await api.post("reactions", { user: store.me.id, channel, ts, name });
  if (!answer.ok) store.notice(answer.message, channel);
}
