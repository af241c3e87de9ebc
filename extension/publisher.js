/** Whether a card is of the page's own publisher: readers know whose page they are on. Pure. */

const plain = (text) => text.normalize("NFKD").replace(/[^\p{L}\p{N}]+/gu, "").replace(/^the/i, "").toLowerCase();

/** @param {string|null} address */
const hostOf = (address) => {
  try {
    return new URL(address).hostname.replace(/^www\./, "");
  } catch {
    return "";
  }
};

/** @param {import("./answer.js").Card} card @param {string} site what the page calls itself @param {string} host of the page */
function isPublisher({ label, links }, site, host) {
  const home = hostOf(links.website);
  return (plain(site) !== "" && plain(label) === plain(site)) || (home !== "" && `.${host}`.endsWith(`.${home}`));
}

/** The answer with the publisher's own card known as such. @param {import("./answer.js").Answer} answer @param {string} host of the page */
export const withPublisher = (answer, host) => ({
  ...answer,
  cards: answer.cards.map((card) => (isPublisher(card, answer.site, host) ? { ...card, publisher: true } : card)),
});
