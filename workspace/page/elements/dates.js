/** Dates and times, by the browser's own pickers. A date with time counts on the acting person's clock. */

import { h } from "../dom.js";
import { store } from "../store.js";
import { fromLocalDateTime, localDateTime } from "../time.js";

export function drawDate(_element, field) {
  return input("date", field, field.value, (typed) => typed || null);
}

export function drawTime(_element, field) {
  return input("time", field, field.value, (typed) => typed || null);
}

export function drawDateTime(_element, field) {
  const zone = store.me.tz;
  const shown = field.value ? localDateTime(field.value, zone) : null;
  return h(
    "span",
    { class: "with-zone" },
    input("datetime-local", field, shown, (typed) => (typed ? fromLocalDateTime(typed, zone) : null)),
    h("small", {}, zone.replace("_", " ")),
  );
}

function input(type, field, shown, read) {
  return h("input", {
    ...field.attributes(),
    type,
    class: "input input-date",
    value: shown ?? "",
    onchange: ({ target }) => field.set(read(target.value)),
  });
}
