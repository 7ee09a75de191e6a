/**
 * The first rows of comma-separated values, for a preview. The reader that imports is elsewhere, and is strict.
 *
 * @param {string} text
 * @param {number} most rows
 * @returns {string[][]}
 */
export function firstRows(text, most) {
  const separator = likelySeparator(text);
  const rows = [];
  let [row, cell, isQuoted] = [[], "", false];
  const endCell = () => {
    row.push(cell);
    cell = "";
  };
  const endRow = () => {
    endCell();
    if (row.some((each) => each.trim())) rows.push(row);
    row = [];
  };
  for (let at = 0; at < text.length && rows.length < most; at += 1) {
    const character = text[at];
    if (isQuoted) {
      if (character !== '"') cell += character;
      else if (text[at + 1] === '"') cell += text[(at += 1)];
      else isQuoted = false;
    } else if (character === '"' && !cell) isQuoted = true;
    else if (character === separator) endCell();
    else if (character === "\n") endRow();
    else if (character !== "\r") cell += character;
  }
  if ((cell || row.length) && rows.length < most) endRow();
  return rows;
}

function likelySeparator(text) {
  const header = text.slice(0, text.search(/\r?\n|$/));
  const count = (separator) => header.split(separator).length;
  return [",", ";", "\t"].reduce((best, each) => (count(each) > count(best) ? each : best));
}
