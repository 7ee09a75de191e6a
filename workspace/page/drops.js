/** Files that are dragged here and dropped. */

/**
 * @param {HTMLElement} target gets the class `is-dropping` while files hover over it
 * @param {(files: File[]) => void} take
 */
export function acceptDrops(target, take) {
  let depth = 0; // dragenter and dragleave come for every child as well
  const hasFiles = (event) => event.dataTransfer?.types.includes("Files");
  const settle = () => {
    depth = 0;
    target.classList.remove("is-dropping");
  };
  target.addEventListener("dragenter", (event) => {
    if (!hasFiles(event)) return;
    depth += 1;
    target.classList.add("is-dropping");
  });
  target.addEventListener("dragleave", (event) => {
    if (!hasFiles(event)) return;
    depth -= 1;
    if (depth <= 0) settle();
  });
  target.addEventListener("dragover", (event) => {
    if (hasFiles(event)) event.preventDefault();
  });
  target.addEventListener("drop", (event) => {
    settle();
    if (!hasFiles(event)) return;
    event.preventDefault();
    event.stopPropagation();
    take([...event.dataTransfer.files]);
  });
}

/** A file dropped beside every target must not make the browser leave the page. */
export function refuseStrayDrops() {
  for (const name of ["dragover", "drop"]) window.addEventListener(name, (event) => event.preventDefault());
}
