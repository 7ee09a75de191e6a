/** Every select menu: what can be chosen differs, how one chooses does not. */

import { Combobox } from "../combobox.js";
import { spoken } from "../mrkdwn.js";
import { store } from "../store.js";

const LEAST_TYPED_BY_DEFAULT = 3;

/** @typedef {import("../combobox.js").Choice} Choice */

export function drawSelect(element, field) {
  const isMultiple = element.type.startsWith("multi_");
  const source = SOURCES[element.type.replace(/^multi_/, "").replace(/_select$/, "")](element, field);
  const values = isMultiple ? (field.value ?? []) : [field.value].filter(Boolean);
  return new Combobox({
    attributes: field.attributes(),
    placeholder: field.placeholder ?? (isMultiple ? "Choose some" : "Choose one"),
    load: source.load,
    leastTyped: source.leastTyped,
    isRemote: source.isRemote,
    chosen: values.map(source.choice),
    isMultiple,
    most: element.max_selected_items,
    isClearable: !isMultiple && field.isInput && !field.isRequired,
    onChange: (chosen) => {
      const chosenValues = chosen.map(({ value }) => value);
      field.set(isMultiple ? chosenValues : (chosenValues[0] ?? null));
    },
  }).node;
}

const SOURCES = {
  static: (element) => ({
    choice: ofOption,
    load: async (typed) => narrowed(groupsOf(element), typed),
  }),
  external: (element, field) => ({
    choice: ofOption,
    isRemote: true,
    leastTyped: element.min_query_length ?? LEAST_TYPED_BY_DEFAULT,
    load: async (typed) => drawn(await field.surface.options(field.block.block_id, element, typed)),
  }),
  users: () => ({
    choice: ofUser,
    load: async (typed) => narrowed([{ label: null, choices: [...store.users.keys()].map(ofUser) }], typed),
  }),
  channels: () => ({
    choice: ofChannel,
    load: async (typed) =>
      narrowed([{ label: null, choices: publicChannels().map(({ id }) => ofChannel(id)) }], typed),
  }),
  conversations: (element) => ({
    choice: ofChannel,
    load: async (typed) =>
      narrowed([{ label: null, choices: allowed(element.filter).map(({ id }) => ofChannel(id)) }], typed),
  }),
};

function groupsOf(element) {
  return drawn(element.option_groups ?? [{ label: null, options: element.options }]);
}

function drawn(groups) {
  return groups.map(({ label, options }) => ({
    label: spoken(label),
    choices: (options ?? []).map(ofOption),
  }));
}

/** @returns {Choice} */
function ofOption(option) {
  const description = spoken(option.description) || undefined;
  return { key: option.value, text: spoken(option.text), description, value: option };
}

/** @returns {Choice} */
function ofUser(id) {
  const user = store.users.get(id);
  return { key: id, text: user?.real_name ?? id, description: user ? `@${user.name}` : undefined, value: id };
}

/** @returns {Choice} */
function ofChannel(id) {
  const channel = store.channel(id);
  return { key: id, text: channel ? store.channelName(channel) : id, value: id };
}

function publicChannels() {
  return store.channels.filter((channel) => channel.is_channel && !channel.is_private);
}

function allowed(filter) {
  const kinds = filter?.include ?? ["public", "private", "im", "mpim"];
  const isBot = (channel) => channel.is_im && channel.member_ids.some((id) => store.users.get(id)?.is_bot);
  return store.channels.filter(
    (channel) => kinds.includes(kindOf(channel)) && !(filter?.exclude_bot_users && isBot(channel)),
  );
}

function kindOf(channel) {
  if (channel.is_im) return "im";
  if (!channel.is_channel) return "mpim";
  return channel.is_private ? "private" : "public";
}

function narrowed(groups, typed) {
  const wanted = typed.toLowerCase();
  const fits = ({ text, description = "" }) => `${text} ${description}`.toLowerCase().includes(wanted);
  return groups.map(({ label, choices }) => ({ label, choices: choices.filter(fits) }));
}
