/** Small panels beside what they belong to: above everything, inside the window, gone with Escape or a click elsewhere. */

const GAP = 4;
const LEAST_HEIGHT = 160;

/**
 * Show `panel` (in the document already, with the `popover` attribute) at `anchor`. It follows the anchor.
 *
 * @param {HTMLElement} panel
 * @param {HTMLElement} anchor
 * @param {{isAsWide?: boolean, onHide?: () => void}} [how]
 * @returns {{hide: () => void, place: () => void}} `place` puts it right after its content changed
 */
export function showPopup(panel, anchor, { isAsWide = false, onHide } = {}) {
  const place = () => put(panel, anchor, isAsWide);
  const leave = (event) => {
    if (!panel.contains(event.target) && !anchor.contains(event.target)) hide();
  };
  const listening = new AbortController();
  const { signal } = listening;
  const hide = () => {
    if (signal.aborted) return;
    listening.abort();
    if (panel.isConnected) panel.hidePopover();
    onHide?.();
  };
  panel.showPopover();
  place();
  window.addEventListener("resize", place, { signal });
  window.addEventListener("scroll", place, { signal, capture: true });
  document.addEventListener("pointerdown", leave, { signal, capture: true });
  return { hide, place };
}

function put(panel, anchor, isAsWide) {
  const at = anchor.getBoundingClientRect();
  const below = window.innerHeight - at.bottom - 2 * GAP;
  const above = at.top - 2 * GAP;
  const isAbove = below < Math.min(panel.scrollHeight, LEAST_HEIGHT) && above > below;
  const room = isAbove ? above : below;
  if (isAsWide) panel.style.width = `${at.width}px`;
  panel.style.maxHeight = `${Math.min(room, 340)}px`;
  const left = Math.min(at.left, window.innerWidth - panel.offsetWidth - GAP);
  panel.style.left = `${Math.max(GAP, left)}px`;
  panel.style.top = isAbove ? `${at.top - GAP - panel.offsetHeight}px` : `${at.bottom + GAP}px`;
}
