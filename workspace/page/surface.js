/** A place with blocks - a message, a modal, the App Home: what was entered in it, and telling the app what was done. */

import * as api from "./api.js";
import { confirmed } from "./confirm.js";
import { store } from "./store.js";

/**
 * @typedef {{type: "message", channel: string, ts: string} | {type: "view", view_id: string}} Container
 */

export class Surface {
  #entered = new Map();

  /**
   * @param {Container} container
   * @param {(sentence: string | null) => void} complain shows what went wrong, or that nothing is wrong any more
   */
  constructor(container, complain) {
    this.container = container;
    this.complain = complain;
  }

  /** What was entered, as Slack's state has it, or undefined while it is as it began. */
  entered(blockId, actionId) {
    return this.#entered.get(blockId)?.get(actionId);
  }

  /** Keep what was entered; `undefined` makes it as it began. */
  enter(blockId, actionId, value) {
    if (!this.#entered.has(blockId)) this.#entered.set(blockId, new Map());
    this.#entered.get(blockId).set(actionId, value);
  }

  /** Slack forgets what was entered in an input that is no longer shown. */
  shows(blocks) {
    const shown = new Set(blocks.map((block) => block.block_id));
    for (const blockId of this.#entered.keys()) if (!shown.has(blockId)) this.#entered.delete(blockId);
  }

  state() {
    const values = [...this.#entered].map(([blockId, actions]) => [blockId, Object.fromEntries(actions)]);
    return { values: Object.fromEntries(values) };
  }

  /** Tell the app, after asking where the element asks to. Answers whether it heard. */
  async act(blockId, element, chosen) {
    if (element.confirm && !(await confirmed(element.confirm))) return false;
    const action = { type: element.type, block_id: blockId, action_id: element.action_id, ...chosen };
    this.complain(null);
    const answer = await api.post("actions", {
      user: store.me.id,
      container: this.container,
      actions: [action],
      state: this.state(),
    });
    if (!answer.ok) this.complain(answer.message);
    return answer.ok;
  }

  /** What the app offers for what was typed into an external select. */
  async options(blockId, element, typed) {
    const answer = await api.post("options", {
      user: store.me.id,
      container: this.container,
      block_id: blockId,
      action_id: element.action_id,
      value: typed,
    });
    if (!answer.ok) throw new Error(answer.message);
    return answer.option_groups ?? [{ label: null, options: answer.options }];
  }
}
