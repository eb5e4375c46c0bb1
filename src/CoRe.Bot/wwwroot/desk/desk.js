// @ts-check
/**
 * What the live connection cannot do by itself: sound, the number in the tab, the heartbeat, a few keys.
 * It holds no words of people.
 */
const HEARTBEAT_MS = 60_000;
/** Each tone: steps of [frequency, seconds]. @type {Record<string, [number, number][]>} */
const TONES = { two: [[660, .18], [880, .25]], bell: [[1046, .5]], low: [[330, .25], [262, .35]] };

let lastUse = Date.now();
/** @type {AudioContext | undefined} */
let audio;
let title = document.title;

for (const sign of ['pointerdown', 'keydown', 'wheel']) {
  addEventListener(sign, () => {
    lastUse = Date.now();
    audio ??= new AudioContext();
    if (audio.state === 'suspended') { audio.resume(); }
  }, { passive: true, capture: true });
}

addEventListener('keydown', event => {
  const box = event.target;
  if (event.key === 'Enter' && event.ctrlKey && box instanceof HTMLTextAreaElement && box.dataset.submit === 'ctrl-enter') {
    event.preventDefault();
    box.form?.requestSubmit();
  }
});

// The browser asks its own question, only after a tap; once answered the button has nothing more to ask.
addEventListener('click', async event => {
  const button = event.target instanceof Element ? event.target.closest('[data-ask-notify]') : null;
  if (!button) { return; }
  await Notification.requestPermission();
  offerNotifications();
});

function offerNotifications() {
  for (const button of document.querySelectorAll('[data-ask-notify]')) {
    button.toggleAttribute('hidden', !('Notification' in window) || Notification.permission !== 'default');
  }
}

// Alerts while the window is closed: on and off for this browser.
const canPush = 'serviceWorker' in navigator && 'PushManager' in window;
const asked = { 'X-Core-Desk': '1', 'Content-Type': 'application/json' };

addEventListener('click', async event => {
  const button = event.target instanceof Element ? event.target.closest('[data-push]') : null;
  if (!(button instanceof HTMLButtonElement)) { return; }
  const said = document.querySelector('[data-push-problem]');
  said?.toggleAttribute('hidden', true);
  button.disabled = true;
  try {
    await (button.dataset.push === 'on' ? subscribe() : unsubscribe());
  } catch {
    // Forbidden by the person or the browser, or its maker's service cannot be reached.
    said?.toggleAttribute('hidden', false);
  }
  button.disabled = false;
  await offerPush();
});

async function subscribe() {
  if (await Notification.requestPermission() !== 'granted') { throw new Error('not allowed'); }
  const worker = await navigator.serviceWorker.register('/desk/push.js');
  const { key } = await (await fetch('/api/desk/push')).json();
  const at = await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
  const answer = await fetch('/api/desk/push', { method: 'POST', headers: asked, body: JSON.stringify(at) });
  if (!answer.ok) {
    await at.unsubscribe();
    throw new Error('not taken');
  }
}

async function unsubscribe() {
  const at = await subscription();
  if (!at) { return; }
  await fetch('/api/desk/push', { method: 'DELETE', headers: asked, body: JSON.stringify({ endpoint: at.endpoint }) });
  await at.unsubscribe();
}

async function subscription() {
  return canPush ? (await navigator.serviceWorker.getRegistration('/desk/'))?.pushManager.getSubscription() : undefined;
}

async function offerPush() {
  const on = Boolean(await subscription());
  for (const button of document.querySelectorAll('[data-push]')) {
    button.toggleAttribute('hidden', !canPush || (/** @type {HTMLElement} */ (button).dataset.push === 'on') === on);
  }
}

// Only a person at the keyboard keeps a session alive and a desk staffed; an open window does not.
setInterval(async () => {
  if (Date.now() - lastUse > HEARTBEAT_MS) { return; }
  const answer = await fetch('/api/desk/seen', { method: 'POST', headers: { 'X-Core-Desk': '1' } }).catch(() => undefined);
  if (answer?.status === 401) { location.replace('/desk/sign-in'); }
}, HEARTBEAT_MS);

/** @param {number} severity @param {string} name */
export function ring(severity, name) {
  if (!audio || audio.state !== 'running') { return; }
  let at = audio.currentTime;
  for (let round = 0; round < (severity >= 3 ? 2 : 1); round++) {
    for (const [frequency, seconds] of TONES[name] ?? TONES.two) {
      const [voice, volume] = [audio.createOscillator(), audio.createGain()];
      voice.frequency.value = frequency;
      volume.gain.setValueAtTime(.25, at);
      volume.gain.exponentialRampToValueAtTime(.001, at + seconds);
      voice.connect(volume).connect(audio.destination);
      voice.start(at);
      voice.stop(at += seconds);
    }
  }
}

/** A notification while the page is out of sight: how grave, never whose or what. @param {string} words */
export function notify(words) {
  if (!document.hidden || !('Notification' in window) || Notification.permission !== 'granted') { return; }
  const note = new Notification(document.title, { body: words, tag: 'core-desk', requireInteraction: true });
  note.onclick = () => { window.focus(); note.close(); };
}

/** Shows how many grave cases nobody has opened. @param {number} unseen @param {string} name */
export function count(unseen, name) {
  title = unseen > 0 ? `(${unseen}) ${name}` : name;
  if (document.title !== title) { document.title = title; }
  offerNotifications();
  offerPush();
}

/** Keeps the newest line in sight. @param {string} id */
export function bottom(id) {
  const lines = document.getElementById(id);
  if (lines) { lines.scrollTop = lines.scrollHeight; }
}

/** The operator's time zone. */
export function zone() { return Intl.DateTimeFormat().resolvedOptions().timeZone; }
