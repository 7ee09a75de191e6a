/** Standard Markdown, as far as Slack's markdown block takes it. */

import { h } from "./dom.js";
import { link } from "./mentions.js";

const INLINE =
  /`(?<code>[^`]+)`|!?\[(?<label>[^\]]*)\]\((?<url>[^\s)]+)\)|\*\*(?<bold>[^*]+)\*\*|__(?<strong>[^_]+)__|~~(?<strike>[^~]+)~~|(?<![\w*])\*(?<star>[^*\s][^*]*)\*|(?<!\w)_(?<italic>[^_\s][^_]*)_(?!\w)/g;
const TAGS = { code: "code", bold: "strong", strong: "strong", strike: "s", star: "em", italic: "em" };
const KINDS = [
  ["fence", /^```/],
  ["heading", /^#{1,6} /],
  ["rule", /^(?:-{3,}|\*{3,})\s*$/],
  ["quote", /^> ?/],
  ["bullet", /^\s*[-*+] /],
  ["ordered", /^\s*\d+[.)] /],
  ["blank", /^\s*$/],
];

/** @returns {Node[]} */
export function markdown(text) {
  const rows = text.split("\n");
  const blocks = [];
  while (rows.length) {
    const kind = kindOf(rows[0]);
    const run = kind === "fence" ? fenced(rows) : rows.splice(0, lengthOfRun(rows, kind));
    blocks.push(...DRAWN[kind](run));
  }
  return blocks;
}

const DRAWN = {
  fence: (rows) => [h("pre", { tabindex: "0" }, h("code", {}, rows.join("\n")))],
  heading: ([row]) => [h("h4", {}, inline(row.replace(/^#+ /, "")))],
  rule: () => [h("hr")],
  quote: (rows) => [h("blockquote", {}, markdown(rows.map((row) => row.replace(/^> ?/, "")).join("\n")))],
  bullet: (rows) => [h("ul", {}, items(rows, /^\s*[-*+] (?:\[[ x]\] )?/))],
  ordered: (rows) => [h("ol", {}, items(rows, /^\s*\d+[.)] /))],
  blank: () => [],
  text: (rows) => [
    h(
      "p",
      {},
      rows.flatMap((row, at) => (at ? [h("br"), inline(row)] : [inline(row)])),
    ),
  ],
};

function kindOf(row) {
  return KINDS.find(([, pattern]) => pattern.test(row))?.[0] ?? "text";
}

function lengthOfRun(rows, kind) {
  if (kind === "heading" || kind === "rule") return 1;
  const end = rows.findIndex((row) => kindOf(row) !== kind);
  return end < 0 ? rows.length : end;
}

function fenced(rows) {
  rows.shift();
  const end = rows.findIndex((row) => kindOf(row) === "fence");
  const code = rows.splice(0, end < 0 ? rows.length : end);
  rows.shift();
  return code;
}

function items(rows, mark) {
  return rows.map((row) => h("li", {}, inline(row.replace(mark, ""))));
}

function inline(text) {
  const parts = [];
  let end = 0;
  for (const { 0: whole, index, groups } of text.matchAll(INLINE)) {
    parts.push(text.slice(end, index));
    const style = Object.keys(TAGS).find((name) => groups[name]);
    if (style === "code") parts.push(h("code", {}, groups.code));
    else if (style) parts.push(h(TAGS[style], {}, inline(groups[style])));
    else parts.push(link(groups.url, groups.label || groups.url));
    end = index + whole.length;
  }
  return [...parts, text.slice(end)];
}
