/** A picture, drawn on a canvas: an image element would be subject to the page's own policy, and tell its site of the page. */

const MAX_PIXELS = 4_000_000;

/**
 * @param {() => Promise<{type: string, data: string}|null>} fetched its bytes in base64
 * @param {string} label what it shows @returns {Promise<HTMLCanvasElement|null>} null: it cannot be had
 */
export async function fetchPicture(fetched, label) {
  try {
    const { type, data } = await fetched();
    const bytes = Uint8Array.from(atob(data), (char) => char.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type }));
    if (bitmap.width * bitmap.height > MAX_PIXELS) return null;
    const canvas = document.createElement("canvas");
    Object.assign(canvas, { width: bitmap.width, height: bitmap.height });
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", label);
    canvas.getContext("2d").drawImage(bitmap, 0, 0);
    return canvas;
  } catch {
    return null; // not there, no picture, or of a kind that the browser does not know
  }
}
