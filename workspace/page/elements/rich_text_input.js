/** Rich text, typed as people type it in chat: `*bold*`, `_italic_`, `@somebody`, `- a list`, `> a quote`. */

import { h } from "../dom.js";
import { store } from "../store.js";
import { dispatchWhileTyping } from "./text_inputs.js";

const INLINE =
  /\*(?<bold>[^*\n]+)\*|_(?<italic>[^_\n]+)_|~(?<strike>[^~\n]+)~|`(?<code>[^`\n]+)`|(?<url>https?:\/\/[^\s<>]+)|(?<![\w@])@(?<user>\w+(?:[.-]\w+)*)/g;
const MARKS = { bold: "*", italic: "_", strike: "~", code: "`" };
const LINES = [
  ["bullet", /^[-•] /],
  ["ordered", /^\d+[.)] /],
  ["quote", /^> ?/],
];

export function drawRichTextInput(element, field) {
  const input = h("textarea", {
    ...field.attributes(),
    class: "input",
    rows: String(element.min_lines ?? 4),
    placeholder: field.placeholder,
    oninput: ({ target }) => field.keep(target.value.trim() ? richText(target.value) : null),
  });
  input.value = field.value ? typedAs(field.value) : "";
  dispatchWhileTyping(element, field, input);
  return h(
    "div",
    {},
    input,
    h("p", { class: "typing-hint" }, "*bold*  _italic_  ~strike~  `code`  @name  - list  > quote"),
  );
}

/** @returns {object} a rich_text block */
export function richText(typed) {
  const elements = [];
  for (const { kind, rows } of runs(typed.split("\n"))) {
    if (kind === "bullet" || kind === "ordered") {
      const items = rows.map((row) => ({ type: "rich_text_section", elements: parts(row) }));
      elements.push({ type: "rich_text_list", style: kind, elements: items });
    } else {
      const type = kind === "quote" ? "rich_text_quote" : "rich_text_section";
      elements.push({ type, elements: parts(rows.join("\n")) });
    }
  }
  return { type: "rich_text", elements };
}

/** Lines of one kind together, without their marks. */
function runs(rows) {
  const found = [];
  for (const row of rows) {
    const [kind, mark] = LINES.find(([, pattern]) => pattern.test(row)) ?? ["section", /^/];
    if (found.at(-1)?.kind !== kind) found.push({ kind, rows: [] });
    found.at(-1).rows.push(row.replace(mark, ""));
  }
  return found;
}

function parts(text) {
  const found = [];
  let end = 0;
  const plain = (until) => {
    if (until > end) found.push({ type: "text", text: text.slice(end, until) });
  };
  for (const { 0: whole, index, groups } of text.matchAll(INLINE)) {
    const user = groups.user && named(groups.user);
    if (groups.user && !user) continue;
    plain(index);
    const style = Object.keys(MARKS).find((name) => groups[name]);
    if (style) found.push({ type: "text", text: groups[style], style: { [style]: true } });
    else found.push(user ? { type: "user", user_id: user.id } : { type: "link", url: groups.url });
    end = index + whole.length;
  }
  plain(text.length);
  return found;
}

function named(name) {
  return [...store.users.values()].find((user) => user.name === name.toLowerCase());
}

/** A rich_text block as it could have been typed. */
function typedAs({ elements }) {
  return elements
    .flatMap((element) => {
      if (element.type === "rich_text_list") {
        return element.elements.map(
          (item, at) => (element.style === "ordered" ? `${at + 1}. ` : "- ") + written(item),
        );
      }
      return written(element)
        .split("\n")
        .map((row) => (element.type === "rich_text_quote" ? `> ${row}` : row));
    })
    .join("\n");
}

function written({ elements }) {
  return elements
    .map((part) => {
      const mark = MARKS[Object.keys(MARKS).find((name) => part.style?.[name])] ?? "";
      if (part.type === "user") return `@${store.users.get(part.user_id)?.name ?? part.user_id}`;
      return `${mark}${part.text ?? part.url ?? ""}${mark}`;
    })
    .join("");
}
