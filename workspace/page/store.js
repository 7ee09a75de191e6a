/**
 * What the page knows, and who wants to hear when it changes. Modules read `store`, and change it by its methods only.
 *
 * Topics: "people" (who acts, who there is), "channels", "place", "messages" (detail: channel id), "views", "home",
 * "connection", "notice" (detail: {text, channel}).
 */

import * as api from "./api.js";
import { Socket } from "./socket.js";

class Store {
  workspace = { name: "", team_id: "" };
  me = { id: "", name: "", real_name: "", tz: "UTC" };
  app = { id: "", name: "", description: "", commands: [], shortcuts: [] };
  /** @type {Map<string, object>} */
  users = new Map();
  channels = [];
  /** @type {import("./places.js").Place | null} */
  place = null;
  /** Modals, the last on top. */
  stack = [];
  home = null;
  isLive = false;
  /** Channels in which something was said that the person has not seen. */
  unread = new Set();

  #topics = new EventTarget();
  #messages = new Map();
  #loaded = new Set();
  #socket = null;
  #wasLive = false;

  /** Hear of a topic. */
  on(topic, listener) {
    this.#topics.addEventListener(topic, ({ detail }) => listener(detail));
  }

  channel(id) {
    return this.channels.find((channel) => channel.id === id);
  }

  /** What a channel is called for the person who acts: "#general", "Ben Lindqvist". */
  channelName(channel) {
    if (!channel.is_im) return `#${channel.name}`;
    const other = channel.member_ids.find((id) => id !== this.me.id) ?? this.me.id;
    return this.users.get(other)?.real_name ?? channel.id;
  }

  /** What stands in the channel itself, oldest first. */
  roots(channelId) {
    return this.#known(channelId).filter(
      ({ ts, thread_ts: thread, subtype }) => !thread || thread === ts || subtype === "thread_broadcast",
    );
  }

  /** The root and its replies, oldest first. */
  thread(channelId, rootTs) {
    return this.#known(channelId).filter(({ ts, thread_ts: thread }) => ts === rootTs || thread === rootTs);
  }

  isLoaded(channelId) {
    return this.#loaded.has(channelId);
  }

  /** Become that person (the first one without an id). Answers what went wrong, or null. */
  async actAs(userId) {
    this.#socket?.close();
    const state = await api.get("state", { user: userId });
    if (!state.ok) return state.message;
    this.#forget();
    this.#take(state);
    this.#socket = new Socket(this.me.id, {
      frame: (frame) => this.#hear(frame),
      state: (isLive) => this.#connected(isLive),
    });
    return null;
  }

  goTo(place) {
    this.place = place;
    if (this.shownChannel()) this.unread.delete(this.shownChannel());
    this.#tell("place");
  }

  /** The channel before the person's eyes, or null. */
  shownChannel() {
    if (this.place?.kind === "channel") return this.place.id;
    return this.place?.tab === "messages" ? this.app.im_channel : null;
  }

  async loadMessages(channelId, threadTs) {
    const answer = await api.get("messages", { user: this.me.id, channel: channelId, thread_ts: threadTs });
    if (!answer.ok) return this.notice(answer.message, channelId);
    if (!threadTs) this.#loaded.add(channelId);
    for (const message of answer.messages) this.#keep(message);
    this.#tell("messages", channelId);
  }

  /** Ask the app to draw its Home. */
  async openHome(tab) {
    const answer = await api.post("home", { user: this.me.id, tab });
    if (!answer.ok) return this.notice(answer.message);
    if (tab === "home" && answer.view) this.#setHome(answer.view);
  }

  addChannel(channel) {
    if (!this.channel(channel.id)) this.channels.push(channel);
    this.#tell("channels");
  }

  notice(text, channel) {
    this.#tell("notice", { text, channel });
  }

  #known(channelId) {
    return [...(this.#messages.get(channelId)?.values() ?? [])].sort((a, b) => Number(a.ts) - Number(b.ts));
  }

  #forget() {
    this.#messages.clear();
    this.#loaded.clear();
    this.unread.clear();
    this.#wasLive = false;
    this.home = null;
  }

  #take(state) {
    this.workspace = state.workspace;
    this.me = state.me;
    this.app = state.app;
    this.users = new Map(state.users.map((user) => [user.id, user]));
    this.channels = state.channels;
    this.#tell("people");
    this.#tell("channels");
  }

  async #loadViews() {
    const views = await api.get("views", { user: this.me.id });
    if (!views.ok) return;
    this.#setStack(views.stack);
    this.#setHome(views.home);
  }

  async #connected(isLive) {
    const isBack = isLive && this.#wasLive;
    this.isLive = isLive;
    this.#wasLive ||= isLive;
    this.#tell("connection");
    if (isBack || !isLive) await this.#refresh();
    if (isBack) this.#messages.clear();
    if (isLive) await this.#catchUp();
  }

  /** Who and what there is now. Where the person is not known any more, another workspace runs at this address. */
  async #refresh() {
    const state = await api.get("state", { user: this.me.id });
    if (state.error === "user_not_found") return location.reload();
    if (state.ok) this.#take(state);
  }

  /** What was missed before the connection was there. */
  async #catchUp() {
    await Promise.all([this.#loadViews(), ...[...this.#loaded].map((id) => this.loadMessages(id))]);
    if (this.place?.thread) await this.loadMessages(this.place.id, this.place.thread);
  }

  #hear(frame) {
    const heard = {
      message: () => this.#arrived(frame.message),
      message_changed: () => this.#changed(frame.message),
      message_deleted: () => this.#deleted(frame),
      views: () => this.#setStack(frame.stack),
      home: () => this.#setHome(frame.view),
      notice: () => this.notice(frame.text, frame.channel),
      channels: () => this.#setChannels(frame.channels),
    };
    heard[frame.type]?.();
  }

  #arrived(message) {
    this.#changed(message);
    if (message.channel === this.shownChannel() || message.user === this.me.id) return;
    this.unread.add(message.channel);
    this.#tell("channels");
  }

  #changed(message) {
    this.#keep(message);
    this.#tell("messages", message.channel);
  }

  #deleted({ channel, ts }) {
    this.#messages.get(channel)?.delete(ts);
    this.#tell("messages", channel);
  }

  #keep(message) {
    if (!this.#messages.has(message.channel)) this.#messages.set(message.channel, new Map());
    this.#messages.get(message.channel).set(message.ts, message);
  }

  #setStack(stack) {
    this.stack = stack;
    this.#tell("views");
  }

  #setHome(view) {
    this.home = view;
    this.#tell("home");
  }

  #setChannels(channels) {
    this.channels = channels;
    this.#tell("channels");
  }

  #tell(topic, detail) {
    this.#topics.dispatchEvent(new CustomEvent(topic, { detail }));
  }
}

export const store = new Store();
