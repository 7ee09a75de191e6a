/**
 * The server's JSON. Every answer has `ok`; where it is false, `message` is a sentence for the person.
 *
 * @typedef {{ok: boolean, error?: string, message?: string, [name: string]: any}} Answer
 */

/** @returns {Promise<Answer>} */
export function get(path, query = {}) {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== null);
  return answered(fetch(`/api/${path}?${new URLSearchParams(given)}`));
}

/** @returns {Promise<Answer>} */
export function post(path, body) {
  const headers = { "Content-Type": "application/json" };
  return answered(fetch(`/api/${path}`, { method: "POST", headers, body: JSON.stringify(body) }));
}

/**
 * @param {string} path
 * @param {Record<string, string | undefined>} fields
 * @param {File[]} files
 * @returns {Promise<Answer>}
 */
export function upload(path, fields, files) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) if (value) form.append(name, value);
  for (const file of files) form.append("file", file, file.name);
  return answered(fetch(`/api/${path}`, { method: "POST", body: form }));
}

/** Where a file's bytes are. `inline` asks for a preview, which the server gives of harmless kinds only. */
export function fileAddress(fileId, userId, { inline = false } = {}) {
  const query = new URLSearchParams({ user: userId, ...(inline ? { inline: "1" } : {}) });
  return `/api/files/${encodeURIComponent(fileId)}?${query}`;
}

async function answered(request) {
  try {
    return await (await request).json();
  } catch {
    return {
      ok: false,
      error: "offline",
      message: "The local workspace does not answer. Is it still running?",
    };
  }
}
