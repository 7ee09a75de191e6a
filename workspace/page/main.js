/** Puts the page together: where one is in the address, what is shown for it, and who one is. */

import { AppView, appTabs } from "./app_home.js";
import { ChannelView } from "./channel.js";
import { refuseStrayDrops } from "./drops.js";
import { followModals, topModal } from "./modals.js";
import { hashOf, placeOfHash, placeOfPermalink } from "./places.js";
import { followSidebar } from "./sidebar.js";
import { store } from "./store.js";
import { followTheme } from "./theme.js";
import { ThreadView } from "./thread.js";

const byId = (id) => document.getElementById(id);
let view = null;
let thread = null;

await begin();

async function begin() {
  followTheme(byId("theme"));
  followSidebar(byId("sidebar"), actAs);
  followModals();
  refuseStrayDrops();
  store.on("people", showNames);
  store.on("connection", showConnection);
  store.on("messages", showMessages);
  store.on("channels", () => view?.showHead?.());
  store.on("home", () => view instanceof AppView && view.show());
  store.on("notice", showNotice);
  byId("open-sidebar").addEventListener("click", () => openSidebar(true));
  byId("sidebar").addEventListener("keydown", (event) => event.key === "Escape" && openSidebar(false));
  byId("close-sidebar").addEventListener("click", () => openSidebar(false));
  byId("skip").addEventListener("click", skip);
  window.addEventListener("hashchange", goThere);
  followPermalink();
  await actAs(new URLSearchParams(location.search).get("user") ?? undefined);
}

/** Be that person from now on; the address says who. Whoever is not there (any more) is the first one who is. */
async function actAs(userId) {
  const trouble = (await store.actAs(userId)) && (await store.actAs());
  if (trouble) return showFailure(trouble);
  const address = new URL(location.href);
  address.searchParams.set("user", store.me.id);
  history.replaceState(null, "", address);
  [view, thread] = [null, null];
  goThere();
}

function goThere() {
  const wanted = placeOfHash(location.hash);
  const isOpen =
    wanted && (wanted.kind === "app" ? appTabs().includes(wanted.tab) : store.channel(wanted.id));
  const place = isOpen ? wanted : { kind: "channel", id: store.channels[0].id };
  if (!isOpen) history.replaceState(null, "", hashOf(place));
  store.goTo(place);
  openSidebar(false);
  showMain(place);
  showThread(place);
}

async function showMain(place) {
  const isThere = place.kind === "app" ? view?.tab === place.tab : view?.id === place.id;
  if (!isThere) {
    view = place.kind === "app" ? new AppView(place.tab) : new ChannelView(place.id);
    byId("main").replaceChildren(view.node);
    if (!place.thread) view.composer?.focus();
    document.title = `${view.node.getAttribute("aria-label")} · ${store.workspace.name}`;
    await view.load();
  }
  if (place.message && !place.thread) view.list.pointAt(place.message);
}

async function showThread(place) {
  const pane = byId("thread");
  pane.hidden = !place.thread;
  document.body.classList.toggle("has-thread", Boolean(place.thread));
  if (!place.thread) {
    const wasOpen = thread;
    thread = null;
    pane.replaceChildren();
    if (wasOpen) view.composer?.focus();
    return;
  }
  if (thread?.root === place.thread && thread.id === place.id) return;
  thread = new ThreadView(place.id, place.thread);
  pane.replaceChildren(thread.node);
  thread.composer.focus();
  await thread.load();
  if (place.message) thread.list.pointAt(place.message);
}

function showMessages(channelId) {
  if (channelId === store.shownChannel()) view?.show();
  if (channelId === thread?.id) thread.show();
}

function showNotice({ text, channel }) {
  if (topModal()) return topModal().complain(text);
  const isHere = !channel || channel === store.shownChannel();
  if (isHere && view?.composer) return view.composer.complain(text);
  byId("notice").textContent = text;
  byId("notice").hidden = false;
  setTimeout(() => (byId("notice").hidden = true), 8000);
}

function showNames() {
  byId("workspace-name").textContent = store.workspace.name;
}

function showConnection() {
  const connection = byId("connection");
  connection.dataset.state = store.isLive ? "live" : "lost";
  byId("connection-text").textContent = store.isLive ? "Connected" : "Reconnecting…";
}

function showFailure(sentence) {
  byId("notice").textContent = sentence;
  byId("notice").hidden = false;
}

function openSidebar(isOpen) {
  document.body.classList.toggle("has-sidebar", isOpen);
  byId("open-sidebar").setAttribute("aria-expanded", String(isOpen));
  if (isOpen) byId("sidebar").querySelector("button, a")?.focus();
}

/** A link of chat.getPermalink leads to the page; say it as the page does. */
function followPermalink() {
  const place = placeOfPermalink(new URL(location.href));
  if (place) history.replaceState(null, "", `/${hashOf(place)}`);
}

function skip(event) {
  event.preventDefault();
  (thread ?? view)?.composer?.focus();
}
