/** Cards of files: name, size, download, and a look inside. */

import { fileAddress } from "./api.js";
import { firstRows } from "./csv.js";
import { h, icon } from "./dom.js";
import { store } from "./store.js";

const PREVIEWED_ROWS = 5;
const PREVIEWED_BYTES = 32 * 1024;
const PICTURES = new Set(["image/png", "image/jpeg", "image/gif", "image/webp"]);
const TABLES = new Set(["text/csv"]);

export function drawFile(file) {
  if (file.mode === "tombstone")
    return h("div", { class: "file-card is-gone" }, icon("file"), "This file was deleted.");
  const kind = file.pretty_type || (file.filetype ?? "").toUpperCase();
  const preview = h("div", { class: "file-preview" });
  const card = h(
    "section",
    { class: "file-card", "aria-label": `File ${file.name}` },
    h(
      "div",
      { class: "file-head" },
      h("span", { class: "file-icon" }, icon(TABLES.has(file.mimetype) ? "table" : "file")),
      h(
        "div",
        { class: "file-about" },
        h("strong", { class: "file-name" }, file.title || file.name),
        h(
          "small",
          {},
          [file.title && file.title !== file.name ? file.name : null, kind, fileSize(file.size)]
            .filter(Boolean)
            .join(" · "),
        ),
      ),
      h(
        "a",
        {
          class: "button",
          href: fileAddress(file.id, store.me.id),
          download: file.name,
          "aria-label": `Download ${file.name}`,
        },
        icon("download"),
        h("span", {}, "Download"),
      ),
    ),
    preview,
  );
  look(file, preview);
  return card;
}

/** 1536 -> "1.5 KB". */
export function fileSize(bytes) {
  const units = ["bytes", "KB", "MB", "GB"];
  const power = Math.min(Math.floor(Math.log2(Math.max(bytes, 1)) / 10), units.length - 1);
  const size = bytes / 1024 ** power;
  return `${power ? size.toFixed(size < 10 ? 1 : 0) : size} ${units[power]}`;
}

async function look(file, preview) {
  const address = fileAddress(file.id, store.me.id, { inline: true });
  if (PICTURES.has(file.mimetype)) {
    preview.append(
      h("img", { src: address, alt: file.alt_txt ?? file.name, class: "picture", loading: "lazy" }),
    );
  } else if (TABLES.has(file.mimetype)) {
    const { text, isWhole } = await beginning(address);
    const rows = firstRows(text, PREVIEWED_ROWS + 2);
    if (rows.length)
      preview.append(
        ...table(rows.slice(0, PREVIEWED_ROWS + 1), isWhole && rows.length <= PREVIEWED_ROWS + 1),
      );
  } else if (file.mimetype === "text/plain") {
    const { text } = await beginning(address);
    preview.append(h("pre", { tabindex: "0" }, text.split("\n").slice(0, PREVIEWED_ROWS).join("\n")));
  }
}

function table([header, ...rows], isWhole) {
  const drawn = h(
    "table",
    {},
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        header.map((cell) => h("th", { scope: "col" }, cell)),
      ),
    ),
    h(
      "tbody",
      {},
      rows.map((row) =>
        h(
          "tr",
          {},
          header.map((_, at) => h("td", {}, row[at] ?? "")),
        ),
      ),
    ),
  );
  const name = { class: "table-frame", role: "region", "aria-label": "First rows", tabindex: "0" };
  return [
    h("div", name, drawn),
    !isWhole && h("p", { class: "file-more" }, `The first ${rows.length} rows`),
  ].filter(Boolean);
}

/** The first bytes of a file as text; the rest is not fetched. */
async function beginning(address) {
  try {
    const response = await fetch(address);
    if (!response.ok) return { text: "", isWhole: true };
    const reader = response.body.getReader();
    const chunks = [];
    for (let bytes = 0; bytes < PREVIEWED_BYTES; ) {
      const { done, value } = await reader.read();
      if (done) return { text: decoded(await joined(chunks)), isWhole: true };
      chunks.push(value);
      bytes += value.length;
    }
    reader.cancel();
    const text = decoded(await joined(chunks), { stream: true });
    return { text: text.slice(0, text.lastIndexOf("\n")), isWhole: false };
  } catch {
    return { text: "", isWhole: true };
  }
}

async function joined(chunks) {
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

/** As its mark says, or UTF-8; what is neither was mostly written by an older Windows. Its end may be cut off. */
function decoded(bytes, { stream = false } = {}) {
  const mark = [[0xff, 0xfe, "utf-16le"], [0xfe, 0xff, "utf-16be"]].find(
    ([first, second]) => bytes[0] === first && bytes[1] === second,
  );
  if (mark) return new TextDecoder(mark[2]).decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream });
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
