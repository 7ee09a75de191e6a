/** The person's stack of modals, as the server tells it: one dialog each, the last on top. */

import { Modal } from "./modal.js";
import { store } from "./store.js";

/** @type {Map<string, Modal>} by view id */
const shown = new Map();

export function followModals() {
  store.on("views", () => showStack(store.stack));
}

/** The modal on top, or undefined. */
export function topModal() {
  return shown.get(store.stack.at(-1)?.id);
}

function showStack(stack) {
  const wanted = new Set(stack.map(({ id }) => id));
  shown.get(stack.at(-1)?.id)?.setBeneath(false); // it takes the keyboard from those that go
  for (const [id, modal] of [...shown].reverse()) {
    if (wanted.has(id)) continue;
    shown.delete(id);
    modal.remove();
  }
  stack.forEach((view, depth) => {
    if (!shown.has(view.id)) shown.set(view.id, new Modal(view.id));
    shown.get(view.id).show(view, depth);
  });
  stack.slice(0, -1).forEach(({ id }) => shown.get(id).setBeneath(true));
}
