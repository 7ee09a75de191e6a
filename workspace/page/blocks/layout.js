/** Blocks that only show something. */

import { h } from "../dom.js";
import { drawImage } from "../elements/image.js";
import { markdown } from "../markdown.js";
import { link } from "../mentions.js";
import { spoken, textObject } from "../mrkdwn.js";

export function drawHeader(block) {
  return h("h3", {}, textObject(block.text));
}

export function drawDivider() {
  return h("hr");
}

export function drawContext(block) {
  return h(
    "div",
    {},
    block.elements.map((each) => (each.type === "image" ? drawImage(each) : textObject(each))),
  );
}

export function drawImageBlock(block) {
  const title = spoken(block.title);
  return h("figure", {}, title && h("figcaption", {}, title), drawImage(block));
}

export function drawMarkdown(block) {
  return h("div", {}, markdown(block.text));
}

export function drawRemoteFile(block) {
  return h("div", { class: "file-card" }, `A file kept elsewhere (${block.external_id})`);
}

export function drawVideo(block) {
  return h(
    "figure",
    {},
    h("figcaption", {}, link(block.title_url ?? block.video_url, spoken(block.title))),
    spoken(block.description),
  );
}
