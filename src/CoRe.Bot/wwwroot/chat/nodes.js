// Small words for the document.

/** @param {string} id @returns {any} */
export const byId = (id) => document.getElementById(id);

/** @param {string} name @param {string} [kind] @param {string} [words] */
export function element(name, kind, words) {
  const it = document.createElement(name);
  if (kind) it.className = kind;
  if (words) it.textContent = words;
  return it;
}

/** @param {string} id of a symbol in the document */
export function icon(id) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const use = document.createElementNS('http://www.w3.org/2000/svg', 'use');
  use.setAttribute('href', `#${id}`);
  svg.setAttribute('aria-hidden', 'true');
  svg.append(use);
  return svg;
}
