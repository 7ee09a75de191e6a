/** Initials on a colour, for a person or the app. */

import { h } from "./dom.js";

/** @param {{real_name: string, color: string, is_bot: boolean}} user */
export function avatar({ real_name: name, color, is_bot: isBot }, size = "") {
  const words = name.split(/\s+/).filter(Boolean);
  const named = words.length > 1 ? [words[0], words.at(-1)] : words;
  const initials = named
    .map((word) => [...word][0])
    .join("")
    .toUpperCase();
  const shape = isBot ? "avatar-app" : "";
  return h(
    "span",
    { class: `avatar ${shape} ${size}`, style: { backgroundColor: color }, "aria-hidden": "true" },
    initials,
  );
}
