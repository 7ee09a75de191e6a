/** Blocks that frame others: alerts, cards, carousels, containers. */

import { h } from "../dom.js";
import { Field } from "../elements/field.js";
import { drawElement } from "../elements/index.js";
import { drawImage } from "../elements/image.js";
import { textObject } from "../mrkdwn.js";
import { drawRichText } from "./rich_text.js";

export function drawAlert(block) {
  const isUrgent = block.level === "error" || block.level === "warning";
  return h(
    "div",
    { class: `alert-${block.level ?? "default"}`, role: isUrgent ? "alert" : "note" },
    textObject(block.text),
  );
}

export function drawCard(block, surface) {
  const buttons = (block.actions ?? []).map((each) => drawElement(each, new Field(surface, block, each)));
  return h(
    "article",
    { class: "card" },
    block.hero_image && drawImage(block.hero_image),
    block.title && h("strong", {}, textObject(block.title)),
    block.subtitle && h("small", {}, textObject(block.subtitle)),
    block.body && h("div", {}, textObject(block.body)),
    buttons.length > 0 && h("div", { class: "block-actions" }, buttons),
  );
}

export function drawCarousel(block, surface, drawBlock) {
  return h(
    "div",
    { role: "group", "aria-label": "Cards", tabindex: "0" },
    block.elements.map((card) => drawBlock(card, surface)),
  );
}

export function drawContainer(block, surface, drawBlock) {
  const title = [
    h("strong", {}, block.title ? textObject(block.title) : drawRichText(block.rich_text_title)),
    block.subtitle && h("small", {}, textObject(block.subtitle)),
  ];
  const children = block.child_blocks.map((child) => drawBlock(child, surface));
  if (!block.is_collapsible) return h("section", { class: "card" }, h("div", {}, title), children);
  return h("details", { class: "card", open: !block.default_collapsed }, h("summary", {}, title), children);
}
