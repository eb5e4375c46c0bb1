// Leaving fast, and hiding what is on the screen. The order is always: blank first, forget second, go third.
import { byId } from './nodes.js';

const idleLimit = 10 * 60 * 1000;
const twiceWithin = 2000;

/**
 * @typedef {{forget: () => void, mayForget: () => boolean, talking: () => boolean, back: () => void}} LeaveHooks
 */

/** @param {LeaveHooks} hooks */
export function watchLeaving(hooks) {
  const away = byId('leave').href;
  const others = 'BroadcastChannel' in window ? new BroadcastChannel('page') : null;
  const parts = ['top', 'first', 'chat'];
  let forgotten = false;
  let gone = false; // the page is empty; what the browser tells it on its way out finds nothing to hide
  let used = Date.now();
  /** @type {number[]} */
  let keys = [];
  let lastKey = '';

  function blank() {
    gone = true;
    document.body.replaceChildren();
    document.title = ' ';
  }

  function leave(tellOthers = true) {
    blank();
    hooks.forget();
    if (tellOthers) others?.postMessage('leave');
    location.replace(away);
  }

  /** Neutral page over the talk: for a phone put down, taken over, or ringing. */
  function cover() {
    if (gone || !hooks.talking() || !byId('cover').hidden) return;
    parts.forEach((it) => { byId(it).dataset.was = byId(it).hidden ? '1' : ''; byId(it).hidden = true; });
    document.body.classList.remove('talking');
    byId('cover').hidden = false;
  }

  function uncover() {
    if (forgotten) { location.replace(location.pathname); return; }
    byId('cover').hidden = true;
    parts.forEach((it) => { byId(it).hidden = byId(it).dataset.was === '1'; });
    document.body.classList.add('talking');
    used = Date.now();
    hooks.back();
  }

  /** Nobody has touched the page for ten minutes. While a person is awaited or there, or words are unsent, it only hides. */
  function idle() {
    if (gone || Date.now() - used < idleLimit || !hooks.talking()) return;
    cover();
    if (!hooks.mayForget() || forgotten) return;
    forgotten = true;
    hooks.forget();
    parts.forEach((it) => byId(it).replaceChildren());
  }

  /** Esc twice, or Shift three times as on public sites that have such a key. @param {KeyboardEvent} event */
  function onKey(event) {
    if (event.isComposing || event.repeat || (event.key !== 'Escape' && event.key !== 'Shift')) { keys = []; return; }
    if (event.key !== lastKey) keys = [];
    lastKey = event.key;
    const need = event.key === 'Escape' ? 2 : 3;
    keys = [...keys.filter((it) => event.timeStamp - it < twiceWithin), event.timeStamp];
    if (keys.length < need) return;
    event.preventDefault(); // to a browser Esc also means: stop loading
    leave();
  }

  byId('leave').addEventListener('click', (event) => { event.preventDefault(); leave(); });
  byId('uncover').addEventListener('click', uncover);
  others?.addEventListener('message', () => leave(false));
  addEventListener('keydown', onKey, true);
  ['pointerdown', 'keydown', 'input', 'wheel'].forEach((it) => addEventListener(it, () => { idle(); used = Date.now(); }, { capture: true, passive: true }));
  document.addEventListener('visibilitychange', () => { if (document.hidden) cover(); else idle(); });
  addEventListener('pagehide', () => { blank(); hooks.forget(); });
  addEventListener('pageshow', (event) => { if (event.persisted) { blank(); location.replace(location.pathname); } });
  setInterval(idle, 15000);
}
