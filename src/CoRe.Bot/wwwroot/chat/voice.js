// Reads a bubble aloud. Only with a voice that lives in the phone: others send the sentence to their maker.

import { element, icon } from './nodes.js';
import { text } from './texts.js';

const synth = window.speechSynthesis;
/** @type {WeakMap<Element, HTMLElement>} */
const spoken = new WeakMap();

/** @param {string} tag @returns {SpeechSynthesisVoice | undefined} */
const voiceFor = (tag) =>
  synth?.getVoices().find((it) => it.localService && it.lang.toLowerCase().split(/[-_]/)[0] === tag.toLowerCase().split('-')[0]);

/** The button beside a bubble, in sight only while there is a voice for its language. @param {HTMLElement} bubble */
export function speaker(bubble) {
  const button = /** @type {HTMLButtonElement} */ (element('button', 'speak'));
  button.type = 'button';
  button.dataset.l = 'page.speak';
  button.setAttribute('aria-label', text('speak'));
  button.append(icon('i-speak'));
  button.onclick = () => speak(bubble);
  spoken.set(button, bubble);
  button.hidden = !voiceFor(tongueOf(bubble));
  return button;
}

/** @param {HTMLElement} bubble */
const tongueOf = (bubble) => /** @type {HTMLElement} */ (bubble.closest('[lang]') ?? document.documentElement).lang;

/** Voices come late on some phones, and the page's language changes. */
export function refreshSpeakers() {
  document.querySelectorAll('.speak').forEach((it) => {
    const bubble = spoken.get(it);
    /** @type {HTMLElement} */ (it).hidden = !bubble || !voiceFor(tongueOf(bubble));
  });
}

/** A second tap on the same bubble is silence. @param {HTMLElement} bubble */
function speak(bubble) {
  const again = synth.speaking && bubble.dataset.spoken === 'now';
  hush();
  if (again) return;
  const words = new SpeechSynthesisUtterance(bubble.innerText);
  words.lang = tongueOf(bubble);
  words.voice = voiceFor(words.lang) ?? null;
  words.rate = 0.9;
  bubble.dataset.spoken = 'now';
  words.onend = () => { delete bubble.dataset.spoken; };
  synth.speak(words);
}

export function hush() {
  document.querySelectorAll('[data-spoken]').forEach((it) => { delete /** @type {HTMLElement} */ (it).dataset.spoken; });
  synth?.cancel();
}

// Some phones load their list only after being asked a first time.
synth?.getVoices();
synth?.addEventListener?.('voiceschanged', refreshSpeakers);
