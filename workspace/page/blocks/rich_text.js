/** Rich text: sections, lists, quotes, preformatted text, and what stands in them. */

import { h } from "../dom.js";
import { emoji } from "../emoji.js";
import { channelMention, link, userMention } from "../mentions.js";
import { store } from "../store.js";
import { formatDate, fullTime } from "../time.js";

const STYLES = { bold: "strong", italic: "em", strike: "s", code: "code", underline: "u", highlight: "mark" };

export function drawRichText(block) {
  return h(
    "div",
    { class: "rich-text" },
    block.elements.map((element) => SHAPES[element.type]?.(element)),
  );
}

const SHAPES = {
  rich_text_section: (element) => h("p", {}, parts(element)),
  rich_text_quote: (element) => h("blockquote", {}, parts(element)),
  rich_text_preformatted: (element) => h("pre", { tabindex: "0" }, h("code", {}, parts(element))),
  rich_text_list: (element) =>
    h(
      element.style === "ordered" ? "ol" : "ul",
      {
        style: { marginInlineStart: `${(element.indent ?? 0) * 1.5}em` },
        start: element.offset ? element.offset + 1 : null,
      },
      element.elements.map((item) => h("li", {}, parts(item))),
    ),
};

const PARTS = {
  text: ({ text }) => text.split("\n").flatMap((row, at) => (at ? [h("br"), row] : [row])),
  link: ({ url, text }) => link(url, text || url),
  user: ({ user_id: id }) => userMention(id),
  channel: ({ channel_id: id }) => channelMention(id),
  usergroup: ({ usergroup_id: id }) => h("span", { class: "mention" }, `@${id}`),
  team: () => h("span", { class: "mention" }, `@${store.workspace.name}`),
  broadcast: ({ range }) => h("span", { class: "mention" }, `@${range}`),
  emoji: ({ name, unicode }) =>
    h("span", { class: "emoji", role: "img", "aria-label": name }, character(name, unicode)),
  color: ({ value }) => h("span", { class: "color" }, h("i", { style: { backgroundColor: value } }), value),
  date: ({ timestamp, format, url }) => {
    const zone = store.me.tz;
    const shown = h("time", { title: fullTime(timestamp, zone) }, formatDate(timestamp, format, zone));
    return url ? link(url, shown) : shown;
  },
};

function parts({ elements }) {
  return elements.map((part) => {
    let drawn = PARTS[part.type]?.(part) ?? "";
    for (const [style, tag] of Object.entries(STYLES)) if (part.style?.[style]) drawn = h(tag, {}, drawn);
    return drawn;
  });
}

function character(name, unicode) {
  const points = unicode?.split("-").map((point) => Number.parseInt(point, 16));
  return points ? String.fromCodePoint(...points) : (emoji(name) ?? `:${name}:`);
}
