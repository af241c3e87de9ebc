/** The only caller of hosts other than the service: fetches a picture that the reader asked to see. */

const LIMIT_MS = 10_000;
const MAX_BYTES = 2_000_000;
const TYPES = /^image\/(avif|gif|jpeg|png|webp)\b/; // not SVG, which is a document

/** The address of a picture that we would fetch. Pure. @param {any} text @returns {URL|null} */
export function readPictureAddress(text) {
  try {
    const url = new URL(text);
    return url.protocol === "https:" && !url.username && !url.password ? url : null;
  } catch {
    return null;
  }
}

/**
 * @param {string} address @param {(traffic: import("./service.js").Traffic) => void} count
 * @returns {Promise<{type: string, data: string}|null>} in base64; null where there is no such picture
 */
export async function fetchPicture(address, count) {
  const url = readPictureAddress(address);
  if (!url) return null;
  let received = 0;
  try {
    const response = await fetch(url, { credentials: "omit", referrerPolicy: "no-referrer", mode: "cors", signal: AbortSignal.timeout(LIMIT_MS) });
    const type = response.headers.get("Content-Type") ?? "";
    const announced = Number(response.headers.get("Content-Length") ?? 0);
    if (!response.ok || !TYPES.test(type) || announced > MAX_BYTES) return null;
    const bytes = new Uint8Array(await response.arrayBuffer());
    received = bytes.length;
    return received > MAX_BYTES ? null : { type: type.split(";")[0], data: inBase64(bytes) };
  } catch {
    return null; // no such host, no answer in time, or it does not let us read it
  } finally {
    count({ host: url.host, sent: 0, received });
  }
}

/** @param {Uint8Array} bytes */
function inBase64(bytes) {
  let text = "";
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}
