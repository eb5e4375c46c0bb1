// The page's own sentences. One language is in the document; another one is fetched when somebody taps it.

import { byId, element } from './nodes.js';

/**
 * @typedef {{tag: string, dir: string, texts: Record<string, string>}} PageTexts
 */

/** @type {PageTexts} */
let page = JSON.parse(byId('texts').textContent);

/** The language the page speaks now. */
export const language = () => page.tag;

/**
 * @param {string} key without the leading "page."
 * @param {Record<string, string>} [values] for the {places} of the text
 */
export const text = (key, values = {}) =>
  (page.texts[key] ?? key).replace(/\{(\w+)\}/g, (place, name) => values[name] ?? place);

/** Words of the page inside the talk: they follow when the language changes. @param {string} tag @param {string} key @param {string} [kind] */
export function labelled(tag, key, kind) {
  const it = element(tag, kind, text(key));
  it.dataset.t = `page.${key}`;
  return it;
}

/** Puts the sentences of the present language into every element that names one. */
export function relabel() {
  document.documentElement.lang = page.tag;
  document.documentElement.dir = page.dir;
  const each = (name, put) => document.querySelectorAll(`[data-${name}]`).forEach((/** @type {any} */ it) => put(it, text(it.dataset[name].slice(5))));
  each('t', (it, words) => { it.textContent = words; });
  each('l', (it, words) => it.setAttribute('aria-label', words));
  each('p', (it, words) => { it.placeholder = words; });
  document.title = text('title');
  document.querySelectorAll('[data-lang]').forEach((/** @type {any} */ it) => {
    if (it.dataset.lang === page.tag) it.setAttribute('aria-current', 'true');
    else it.removeAttribute('aria-current');
  });
}

/** @param {string} tag @returns {Promise<boolean>} whether the page speaks that language now */
export async function speakLanguage(tag) {
  if (tag === page.tag) return true;
  try {
    const answer = await fetch(`/chat/texts/${encodeURIComponent(tag)}.json`, { cache: 'no-store', credentials: 'omit' });
    if (!answer.ok) return false;
    page = await answer.json();
  } catch {
    return false;
  }
  relabel();
  return true;
}

/** A moment as the person reads it; digits stay those that a phone can dial. @param {string} iso */
export const moment = (iso) => new Date(iso).toLocaleString(`${page.tag}-u-nu-latn`, { weekday: 'long', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
