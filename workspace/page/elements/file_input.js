/** Files for a form: dropped or picked, uploaded at once, handed in with the form. */

import * as api from "../api.js";
import { h, icon, iconButton } from "../dom.js";
import { acceptDrops } from "../drops.js";
import { fileSize } from "../files.js";
import { store } from "../store.js";

const MOST_BY_DEFAULT = 10;

export function drawFileInput(element, field) {
  const most = element.max_files ?? MOST_BY_DEFAULT;
  const accepted = (element.filetypes ?? []).map((type) => `.${type}`);
  const list = h("ul", { class: "uploads" });
  const trouble = h("p", { class: "field-error", role: "alert" });

  const show = () => list.replaceChildren(...(field.value ?? []).map((file) => row(file)));
  const row = (file) =>
    h(
      "li",
      {},
      icon("file"),
      h("span", { class: "upload-name" }, file.name),
      h("small", {}, fileSize(file.size)),
      iconButton("close", `Remove ${file.name}`, {
        onclick: () => keep(field.value.filter(({ id }) => id !== file.id)),
      }),
    );
  const keep = (files) => {
    field.set(files);
    show();
  };
  const add = async (files) => {
    trouble.textContent = refusal(files, accepted, most - (field.value ?? []).length, most) ?? "";
    if (trouble.textContent) return;
    zone.setAttribute("aria-busy", "true");
    for (const file of files) {
      const answer = await api.upload("uploads", { user: store.me.id }, [file]);
      if (answer.ok) keep([...(field.value ?? []), answer.file]);
      else trouble.textContent = answer.message;
    }
    zone.removeAttribute("aria-busy");
  };

  const input = h("input", {
    ...field.attributes(),
    type: "file",
    class: "visually-hidden",
    multiple: most > 1,
    accept: accepted.join(",") || null,
    onchange: ({ target }) => {
      const files = [...target.files];
      target.value = "";
      add(files);
    },
  });
  const kinds = accepted.length ? ` (${accepted.join(", ")})` : "";
  const zone = h(
    "div",
    { class: "file-input" },
    input,
    h(
      "label",
      { for: field.id, class: "file-zone" },
      icon("attach"),
      h("span", {}, `Drop a file here, or choose one${kinds}`),
    ),
    list,
    trouble,
  );
  acceptDrops(zone, add);
  show();
  return zone;
}

function refusal(files, accepted, room, most) {
  if (files.length > room) return most === 1 ? "One file only." : `${most} files at most.`;
  const isAccepted = ({ name }) =>
    !accepted.length || accepted.some((ending) => name.toLowerCase().endsWith(ending));
  const wrong = files.find((file) => !isAccepted(file));
  return wrong ? `${wrong.name} is not one of ${accepted.join(", ")}.` : null;
}
