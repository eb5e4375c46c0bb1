// Whether the four sentences about what happens with one's words have been on the screen, in the language of the page.

/** @type {Set<Element>} */
const seen = new Set();
const rows = () => document.querySelectorAll('#limits li');
const eye = 'IntersectionObserver' in window
  ? new IntersectionObserver((list) => list.forEach((it) => { if (it.isIntersecting) seen.add(it.target); }), { threshold: 0.9 })
  : null;

/** Begins anew with another language: read in French is not read in Arabic. */
export function watchLimits() {
  seen.clear();
  rows().forEach((it) => { eye?.unobserve(it); eye?.observe(it); });
}

export const limitsSeen = () => seen.size > 0 && seen.size === rows().length;
