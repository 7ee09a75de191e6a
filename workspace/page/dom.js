/**
 * Elements from data. Text only ever becomes text nodes: nothing on this page is parsed as HTML.
 *
 * @typedef {Node | string | number | null | undefined | false | Child[]} Child
 */

/**
 * An element. Of `props`, functions under `onclick`, `oninput`, ... become listeners, `true` an empty attribute,
 * `dataset` and `style` are copied, and everything else becomes an attribute unless it is null, undefined or false.
 *
 * @param {string} tag
 * @param {Record<string, unknown>} [props]
 * @param {...Child} children
 * @returns {HTMLElement}
 */
export function h(tag, props = {}, ...children) {
  return dressed(document.createElement(tag), props, children);
}

/** An icon of icons.svg, for the eye only. */
export function icon(name) {
  const namespace = "http://www.w3.org/2000/svg";
  const use = document.createElementNS(namespace, "use");
  use.setAttribute("href", `/page/icons.svg#${name}`);
  const picture = document.createElementNS(namespace, "svg");
  return dressed(picture, { class: "icon", "aria-hidden": "true", focusable: "false" }, [use]);
}

/** A button with nothing but an icon on it; `label` is its name. */
export function iconButton(name, label, props = {}) {
  const { class: more = "", ...rest } = props;
  return h(
    "button",
    { type: "button", class: `icon-button ${more}`, "aria-label": label, title: label, ...rest },
    icon(name),
  );
}

let lastId = 0;

/** A DOM id nobody else has. */
export function newId(kind) {
  lastId += 1;
  return `${kind}-${lastId}`;
}

/**
 * Make the children of `parent` show `items`, touching only what changed: what somebody types into, and where the
 * keyboard is, stays. `fingerprint` tells whether an item must be drawn anew.
 *
 * @template T
 * @param {Element} parent
 * @param {T[]} items
 * @param {{key: (item: T) => string, fingerprint: (item: T) => string, draw: (item: T) => Element}} how
 */
export function reconcile(parent, items, { key, fingerprint, draw }) {
  const held = parent.contains(document.activeElement)
    ? document.activeElement.closest("[data-control]")
    : null;
  const shown = new Map([...parent.children].map((node) => [node.reconcileKey, node]));
  const drawn = [];
  let place = parent.firstElementChild;
  for (const item of items) {
    const name = key(item);
    const mark = fingerprint(item);
    const old = shown.get(name);
    shown.delete(name);
    const node = old?.reconcileMark === mark ? old : draw(item);
    if (node !== old) drawn.push(Object.assign(node, { reconcileKey: name, reconcileMark: mark }));
    if (old && old !== node) {
      if (place === old) place = node;
      old.replaceWith(node);
    }
    if (place === node) place = node.nextElementSibling;
    else parent.insertBefore(node, place);
  }
  for (const node of shown.values()) node.remove();
  if (held && !held.isConnected) focusLike(held, drawn);
}

/**
 * Give the keyboard to what is drawn now for the control that had it.
 *
 * @param {HTMLElement} held one with `data-control`
 * @param {Element[]} drawn where to look
 */
export function focusLike({ dataset: { block, control } }, drawn) {
  const all = drawn.flatMap((node) => [node, ...node.querySelectorAll("[data-control]")]);
  const same = all.filter(({ dataset }) => dataset.control === control);
  (same.find(({ dataset }) => dataset.block === block) ?? same[0])?.focus();
}

function dressed(node, props, children) {
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "dataset" || name === "style") Object.assign(node[name], value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.flat(Infinity).filter((child) => child || child === 0));
  return node;
}
