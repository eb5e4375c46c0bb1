// Reads a bubble aloud. Only with a voice that lives in the phone: others send the sentence to their maker.

const synth = window.speechSynthesis;

/** @param {string} tag @returns {SpeechSynthesisVoice | undefined} */
const voiceFor = (tag) =>
  synth?.getVoices().find((it) => it.localService && it.lang.toLowerCase().split(/[-_]/)[0] === tag.toLowerCase().split('-')[0]);

/** @param {string} tag */
export const canSpeak = (tag) => Boolean(voiceFor(tag));

/** A second tap on the same bubble is silence. @param {HTMLElement} bubble */
export function speak(bubble) {
  const again = synth.speaking && bubble.dataset.spoken === 'now';
  hush();
  if (again) return;
  const words = new SpeechSynthesisUtterance(bubble.innerText);
  words.lang = bubble.lang;
  words.voice = voiceFor(bubble.lang) ?? null;
  words.rate = 0.9;
  bubble.dataset.spoken = 'now';
  words.onend = () => { delete bubble.dataset.spoken; };
  synth.speak(words);
}

export function hush() {
  document.querySelectorAll('[data-spoken]').forEach((it) => { delete /** @type {HTMLElement} */ (it).dataset.spoken; });
  synth?.cancel();
}

synth?.getVoices(); // some phones load their list only when asked a first time
