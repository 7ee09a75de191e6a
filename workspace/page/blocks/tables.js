/** Tables. */

import { h } from "../dom.js";
import { drawRichText } from "./rich_text.js";

export function drawTable(block) {
  const settings = block.column_settings ?? [];
  return framed(block.rows, "Table", (at) => settings[at]);
}

export function drawData(block) {
  const isNumber = (at) => block.rows.slice(1).every((row) => row[at]?.type === "raw_number");
  return framed(
    block.rows,
    block.caption,
    (at) => ({ align: isNumber(at) ? "right" : "left" }),
    block.caption,
  );
}

function framed([header, ...rows], name, settingsOf, caption) {
  const cell = (tag, scope) => (content, at) => {
    const { align = "left", is_wrapped: isWrapped = false } = settingsOf(at) ?? {};
    const looks = { style: { textAlign: align }, class: isWrapped ? "is-wrapped" : null };
    return h(tag, { scope, ...looks }, content.type === "rich_text" ? drawRichText(content) : content.text);
  };
  const table = h(
    "table",
    {},
    caption && h("caption", {}, caption),
    h("thead", {}, h("tr", {}, header.map(cell("th", "col")))),
    h(
      "tbody",
      {},
      rows.map((row) => h("tr", {}, row.map(cell("td")))),
    ),
  );
  return h("div", { class: "table-frame", role: "region", "aria-label": name, tabindex: "0" }, table);
}
