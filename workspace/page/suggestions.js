/** What could be meant by the word before the caret: a command, a person, a channel, an emoji. */

import { emojiLike } from "./emoji.js";
import { store } from "./store.js";

const MOST = 8;

/**
 * @typedef {{text: string, label: string, hint: string, detail?: string}} Suggestion `text` takes the place of the word
 *
 * @param {string} before what stands before the caret
 * @param {{hasCommands: boolean}} where
 * @returns {{word: string, suggestions: Suggestion[]} | null}
 */
export function suggestionsFor(before, { hasCommands }) {
  for (const [pattern, find] of KINDS) {
    const word = pattern.exec(before)?.[1];
    if (word === undefined || (find === commands && !hasCommands)) continue;
    const suggestions = find(word.slice(1).toLowerCase()).slice(0, MOST);
    return suggestions.length ? { word, suggestions } : null;
  }
  return null;
}

const KINDS = [
  [/^(\/\S*)$/, commands],
  [/(?:^|\s)(@[\w.-]*)$/, people],
  [/(?:^|\s)(#[\w-]*)$/, channels],
  [/(?:^|\s)(:[a-z0-9_+-]{2,})$/, emojis],
];

function commands(typed) {
  return store.app.commands
    .filter(({ command }) => command.slice(1).startsWith(typed))
    .map(({ command, description, usage_hint: usage }) => ({
      text: command,
      label: command,
      hint: description,
      detail: usage,
    }));
}

function people(typed) {
  return [...store.users.values()]
    .filter(({ name, real_name: real }) => `${name} ${real}`.toLowerCase().includes(typed))
    .map(({ name, real_name: real }) => ({ text: `@${name}`, label: real, hint: `@${name}` }));
}

function channels(typed) {
  return store.channels
    .filter(({ is_channel: isChannel, name }) => isChannel && name.includes(typed))
    .map(({ name, topic }) => ({ text: `#${name}`, label: `#${name}`, hint: topic }));
}

function emojis(typed) {
  return emojiLike(typed).map(([name, character]) => ({
    text: character,
    label: `${character}  :${name}:`,
    hint: "",
  }));
}
