/** Pictures. The page makes no outside requests by itself: a picture from elsewhere is shown when the person asks. */

import { fileAddress } from "../api.js";
import { h } from "../dom.js";
import { safeUrl } from "../mentions.js";
import { store } from "../store.js";

export function drawImage(element) {
  const own = ownFile(element);
  const address = own ? fileAddress(own, store.me.id, { inline: true }) : safeUrl(element.image_url)?.href;
  if (!address) return h("span", { class: "image-instead" }, element.alt_text);
  if (own || address.startsWith(location.origin)) return picture(address, element.alt_text);
  const load = (event) => event.currentTarget.replaceWith(picture(address, element.alt_text));
  const host = new URL(address).host;
  return h(
    "button",
    { type: "button", class: "image-instead", onclick: load },
    `${element.alt_text} (show from ${host})`,
  );
}

function picture(address, alt) {
  return h("img", { src: address, alt, class: "picture", loading: "lazy", referrerpolicy: "no-referrer" });
}

/** The id of a file of this workspace. */
function ownFile({ slack_file: file }) {
  return file?.id ?? /F[A-Z0-9]+/.exec(file?.url ?? "")?.[0];
}
