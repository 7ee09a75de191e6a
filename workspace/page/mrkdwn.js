/** Slack's mrkdwn as DOM nodes. Whatever is not understood stays visible as it was written. */

import { h } from "./dom.js";
import { emoji } from "./emoji.js";
import { channelMention, link, userMention } from "./mentions.js";
import { store } from "./store.js";
import { formatDate, fullTime } from "./time.js";

const FENCE = /```\n?([\s\S]*?)\n?```/g;
const QUOTE = /^(?:&gt;|>) ?/;
const QUOTE_TO_END = /^(?:&gt;&gt;&gt;|>>>) ?/;
const INLINE = new RegExp(
  [
    "<(?<angle>[^<>]+)>",
    "`(?<code>[^`\\n]+)`",
    styled("\\*", "bold"),
    styled("_", "italic"),
    styled("~", "strike"),
    ":(?<emoji>[a-z0-9_+'-]+(?:::skin-tone-\\d)?):",
  ].join("|"),
  "g",
);
const STYLES = { bold: "strong", italic: "em", strike: "s" };
const ENTITIES = { "&amp;": "&", "&lt;": "<", "&gt;": ">" };

/** A text object of Block Kit, or null. */
export function textObject(text) {
  if (!text) return null;
  return text.type === "mrkdwn" ? mrkdwn(text.text) : plainText(text);
}

/** Plain text: names of emoji are drawn unless `emoji` is false, nothing else means anything. */
function plainText({ text, emoji: hasEmoji = true }) {
  const shown = unescape(text);
  return h(
    "span",
    { class: "plain" },
    hasEmoji ? split(shown, /:([a-z0-9_+'-]+):/g, drawEmoji, String) : shown,
  );
}

/** Several lines of mrkdwn. */
export function mrkdwn(text) {
  return h(
    "div",
    { class: "mrkdwn" },
    split(text, FENCE, (match) => fence(match[1]), lines),
  );
}

/** What `textObject` shows, as bare text: for labels that only a screen reader reads. */
export function spoken(text) {
  return text ? (textObject(text).textContent ?? "").trim() : "";
}

function unescape(text) {
  return text.replace(/&(?:amp|lt|gt);/g, (entity) => ENTITIES[entity]);
}

function styled(mark, name) {
  return `(?<![\\w${mark}])${mark}(?=\\S)(?<${name}>(?:<[^<>\\n]*>|[^${mark}\\n<])+?)(?<=\\S)${mark}(?![\\w${mark}])`;
}

function fence(code) {
  return h(
    "pre",
    { tabindex: "0" },
    h(
      "code",
      {},
      split(code, /<([^<>]+)>/g, (match) => angle(match[1]), unescape),
    ),
  );
}

function lines(text) {
  const blocks = [];
  const rows = text.split("\n");
  for (let at = 0; at < rows.length;) {
    if (QUOTE_TO_END.test(rows[at])) {
      const rest = rows.slice(at).join("\n").replace(QUOTE_TO_END, "");
      blocks.push(h("blockquote", {}, broken(rest.split("\n"))));
      break;
    }
    const isQuote = QUOTE.test(rows[at]);
    let end = at + 1;
    while (end < rows.length && QUOTE.test(rows[end]) === isQuote) end += 1;
    const part = rows.slice(at, end);
    if (isQuote) blocks.push(h("blockquote", {}, broken(part.map((row) => row.replace(QUOTE, "")))));
    else blocks.push(...broken(part));
    at = end;
  }
  return blocks;
}

function broken(rows) {
  return rows.flatMap((row, at) => (at ? [h("br"), ...inline(row)] : inline(row)));
}

function inline(text) {
  return split(text, INLINE, ({ 0: whole, groups }) => {
    if (groups.angle) return angle(groups.angle);
    if (groups.code) return h("code", {}, unescape(groups.code));
    if (groups.emoji) return drawEmoji([whole, groups.emoji]);
    const style = Object.keys(STYLES).find((name) => groups[name]);
    return h(STYLES[style], {}, inline(groups[style]));
  });
}

function drawEmoji([whole, name]) {
  const character = emoji(name);
  return character
    ? h("span", { class: "emoji", role: "img", "aria-label": name, title: whole }, character)
    : whole;
}

/** What stands between `<` and `>`. */
function angle(inside) {
  const [target, label] = halves(inside, "|");
  if (target.startsWith("@")) return userMention(target.slice(1), label);
  if (target.startsWith("#")) return channelMention(target.slice(1), label);
  if (target.startsWith("!date^")) return date(target, label);
  if (target.startsWith("!")) {
    return h("span", { class: "mention" }, unescape(label ?? `@${target.slice(1).split("^")[0]}`));
  }
  return link(unescape(target), label ? inline(label) : unescape(target.replace(/^mailto:/, "")));
}

function date(target, fallback) {
  const [, ts, format, address] = target.split("^");
  if (!Number.isFinite(Number(ts))) return unescape(fallback ?? target);
  const zone = store.me.tz;
  const instant = new Date(Number(ts) * 1000).toISOString();
  const shown = h(
    "time",
    { datetime: instant, title: fullTime(ts, zone) },
    formatDate(ts, format ?? "{date}", zone),
  );
  return address ? link(unescape(address), shown) : shown;
}

function halves(text, mark) {
  const at = text.indexOf(mark);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

/** The text in parts: what `pattern` matches made by `draw`, what lies between by `between`. */
function split(text, pattern, draw, between = unescape) {
  const parts = [];
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index > end) parts.push(between(text.slice(end, match.index)));
    parts.push(draw(match));
    end = match.index + match[0].length;
  }
  if (end < text.length) parts.push(between(text.slice(end)));
  return parts.flat();
}
