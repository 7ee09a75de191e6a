/** Block Kit's blocks, each drawn by one function: `(block, surface) => Node`. */

import { h, reconcile } from "../dom.js";
import { drawData, drawTable } from "./tables.js";
import { drawActions, drawInput, drawSection } from "./interactive.js";
import {
  drawContext,
  drawDivider,
  drawHeader,
  drawImageBlock,
  drawMarkdown,
  drawRemoteFile,
  drawVideo,
} from "./layout.js";
import { drawAlert, drawCard, drawCarousel, drawContainer } from "./framing.js";
import { drawRichText } from "./rich_text.js";

const DRAWN_BY = {
  section: drawSection,
  actions: drawActions,
  context_actions: drawActions,
  input: drawInput,
  context: drawContext,
  divider: drawDivider,
  header: drawHeader,
  image: drawImageBlock,
  markdown: drawMarkdown,
  rich_text: drawRichText,
  table: drawTable,
  data_table: drawData,
  file: drawRemoteFile,
  video: drawVideo,
  alert: drawAlert,
  card: drawCard,
  carousel: (block, surface) => drawCarousel(block, surface, drawBlock),
  container: (block, surface) => drawContainer(block, surface, drawBlock),
};

/**
 * Make `root` show the blocks. Those that did not change stay as they are, with what was entered in them.
 *
 * @param {HTMLElement} root
 * @param {object[]} blocks
 * @param {import("../surface.js").Surface} surface
 */
export function showBlocks(root, blocks, surface) {
  reconcile(root, blocks, {
    key: (block) => `${block.type} ${block.block_id}`,
    fingerprint: (block) => JSON.stringify(block),
    draw: (block) => drawBlock(block, surface),
  });
}

function drawBlock(block, surface) {
  const draw = DRAWN_BY[block.type];
  const drawn = draw
    ? draw(block, surface)
    : h("em", { class: "not-drawn" }, `(${block.type} is not drawn here)`);
  drawn.classList.add("block", `block-${block.type}`);
  drawn.dataset.blockId = block.block_id;
  return drawn;
}
