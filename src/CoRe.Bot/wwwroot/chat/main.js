// The page: first screen, then the talk.
import { byId, element } from './nodes.js';
import { language, moment, relabel, speakLanguage, text } from './texts.js';
import { openWire } from './wire.js';
import { openQueue } from './queue.js';
import { clearAnswers, clearTalk, drawAnswers, drawMine, drawSending, drawTheirs, drawTyping, drawWait, keepAnswers, personName, settle, undraw } from './view.js';
import { replyOf } from './actions.js';
import { nearestPlace } from './near.js';
import { hush, refreshSpeakers, speaker } from './voice.js';
import { forgetCode, watchCode } from './code.js';
import { limitsSeen, watchLimits } from './limits.js';
import { watchPhone } from './phone.js';
import { watchLeaving } from './leave.js';

const say = byId('say');
/** @type {ReturnType<typeof openWire> | null} */
let wire = null;
/** @type {any[]} */
let earlier = [];
const nobody = { state: 'bot', person: null, backAt: null, staffed: false };
let state = { ...nobody };
let typingUntil = 0;
/** @type {HTMLElement | null} what the page said itself before the bot could */
let notice = null;
let untouched = false; // a talk that came back, in which nothing was said since

const queue = openQueue((activity) => (wire ? wire.post(activity) : Promise.reject({ status: 0, after: 0 })), drawSending);

/** @param {any} activity @param {string} said */
function send(activity, said) {
  untouched = false;
  const item = queue.add({ type: 'message', locale: language(), from: { id: 'user' }, ...activity }, said);
  clearAnswers();
  const row = drawMine(said, item, () => queue.retry(item));
  drawSending(item, navigator.onLine ? 'sending' : 'queued');
  void queue.drain();
  return row;
}

/** @param {string} command @param {string} said */
const sendCommand = (command, said) => send({ text: command, channelData: { messageBack: { displayText: said } } }, said);

/** After a tap the focus must not fall to the top of the page; a phone's keyboard must not jump up either. */
async function tap(action, viaKey) {
  const { activity, said } = replyOf(action);
  if (activity.text === '#near:here') {
    clearAnswers();
    drawTyping(true);
    activity.text = await nearestPlace();
    activity.value = activity.text;
    drawTyping(false);
  }
  const row = send(activity, said);
  (viaKey ? say : row).focus({ preventScroll: true });
}

/** @param {any[]} list @param {boolean} old */
function onActivities(list, old) {
  for (const it of list) {
    if (it.name === 'core.erased') { erased(); return; }
    if (it.type === 'event') onEvent(it);
    else if (it.type === 'typing') onTyping(it);
    else if (it.type === 'message' && old) earlier.push(it);
    else if (it.type === 'message') { untouched = false; onMessage(it); }
  }
  byId('earlier').hidden = earlier.length === 0;
}

/** @param {any} it */
function onMessage(it) {
  if (it.from?.role === 'user') {
    const said = it.channelData?.messageBack?.displayText || it.text;
    if (!queue.echoed(it.channelData?.clientActivityID) && said && !said.startsWith('#')) drawMine(said);
    return;
  }
  drawTyping(false);
  clearAnswers();
  dropNotice(it);
  if (it.text || it.attachments?.length) drawTheirs(it, tap);
  drawAnswers(it.suggestedActions?.actions ?? [], tap);
}

/** The bot greets with the same notice: said twice it would push the first question out of sight. @param {any} it */
function dropNotice(it) {
  if (notice && it.channelData?.core?.kind === 'system') undraw(notice);
  notice = null;
}

/** @param {any} it */
function onTyping(it) {
  if (it.from?.role === 'user') return;
  drawTyping(true);
  typingUntil = Date.now() + 8000;
  setTimeout(() => { if (Date.now() >= typingUntil) drawTyping(false); }, 8100);
}

/** @param {any} it */
function onEvent(it) {
  if (it.name === 'core.state') { state = { ...state, ...it.value }; drawState(); }
  else if (it.name === 'core.language') void changeLanguage(it.value?.tag);
}

function drawState() {
  const human = state.state === 'person';
  const waiting = state.state === 'waiting';
  document.body.dataset.state = state.state;
  byId('who-icon').setAttribute('href', human ? '#i-person' : '#i-robot');
  byId('who-name').textContent = human ? personName(state.person ?? undefined) : text('who.bot');
  byId('who-note').textContent = human ? '' : text(waiting ? 'waiting.note' : 'who.bot.note');
  byId('code-menu').hidden = !waiting;
  // Nothing here may say that somebody is coming unless somebody is on duty.
  const words = waiting ? text(state.staffed ? 'waiting.staffed' : 'waiting.unstaffed') : '';
  drawWait(words, waiting && !state.staffed && state.backAt ? text('waiting.back', { time: moment(state.backAt) }) : '');
}

/** @param {'open' | 'lost' | 'busy' | 'ended'} link */
function drawLink(link) {
  const line = byId('link');
  const lost = navigator.onLine ? 'link.lost' : 'link.offline';
  const words = link === 'open' ? '' : text({ busy: 'link.busy', ended: 'link.ended' }[link] ?? lost);
  line.hidden = !words;
  line.replaceChildren(words);
  if (link === 'open') void queue.drain();
  if (link === 'ended') {
    const again = element('button', '', text('link.again'));
    again.onclick = () => { drawLink('open'); connect().start(); }; // unsent words go with it
    line.append(element('br'), again);
  }
  settle();
}

/** @param {string | undefined} tag */
async function changeLanguage(tag) {
  if (!tag || !(await speakLanguage(tag))) return;
  refreshSpeakers();
  drawState();
}

/** The four sentences stand before the first free word, on the first screen or here. */
function openChat() {
  byId('first').hidden = true;
  byId('chat').hidden = false;
  byId('menu').open = false;
  document.body.classList.add('talking');
  if (!limitsSeen()) {
    const words = ['what.machine', 'limits.1', 'limits.2', 'limits.3', 'limits.4'].map((it) => text(it)).join('\n');
    notice = drawTheirs({ text: words, locale: language() }, tap);
  }
  scrollTo(0, 0);
  byId('who').focus({ preventScroll: true });
  return connect();
}

function connect() {
  state = { ...nobody };
  drawState();
  wire = openWire({ activities: onActivities, link: drawLink, ready: () => void queue.drain(), gone: () => drawLink('ended') }, language);
  return wire;
}

/** @param {HTMLElement} button */
function begin(button) {
  openChat().start();
  if (button.dataset.begin) sendCommand(button.dataset.begin, (button.textContent ?? '').trim());
}

/** Forgets everything this phone knows of the talk. The server keeps its own. */
function forget() {
  wire?.close();
  wire = null;
  queue.clear();
  hush();
  earlier = [];
  notice = null;
  untouched = false;
  state = { ...nobody };
  say.value = '';
  forgetCode();
  clearTalk();
}

function erased() {
  forget();
  document.body.classList.remove('talking');
  document.body.dataset.state = 'first';
  ['chat', 'link', 'earlier'].forEach((it) => { byId(it).hidden = true; });
  ['first', 'erased'].forEach((it) => { byId(it).hidden = false; });
  drawState();
  document.body.dataset.state = 'first';
  scrollTo(0, 0);
}

/** A talk that came back by its code. Its last question stays folded away with the rest, so two ways on are offered. @param {import('./wire.js').Ticket} ticket */
function comeBack(ticket) {
  const back = openChat();
  notice = null; // nobody greets a second time
  const ways = [['menu.topics', '#menu'], ['menu.person', '#person']];
  drawAnswers(ways.map(([key, command]) => ({ type: 'messageBack', title: text(key), text: command })), tap);
  untouched = true;
  void back.resume(ticket);
}

/** Above what was said since; shown only when asked for, because a resumed talk may have somebody else's eyes on it. */
function showEarlier() {
  const talk = byId('talk');
  const now = [...talk.childNodes];
  talk.replaceChildren();
  const old = earlier;
  const putBack = keepAnswers();
  earlier = [];
  byId('earlier').hidden = true;
  old.forEach(onMessage);
  if (!untouched) putBack();
  talk.append(...now);
  talk.firstElementChild?.focus();
  byId('flow').scrollTop = 0;
}

/** @param {MouseEvent} event */
function onLanguage(event) {
  const tile = /** @type {HTMLAnchorElement | null} */ (/** @type {HTMLElement} */ (event.target).closest('a[data-lang]'));
  if (!tile) return;
  event.preventDefault();
  const { lang: tag } = tile.dataset;
  speakLanguage(tag).then((done) => {
    refreshSpeakers();
    if (!wire) {
      if (!done) { location.assign(tile.href); return; }
      watchLimits();
      byId('erased').hidden = true;
      byId('what').focus({ preventScroll: true });
      byId('what').scrollIntoView({ block: 'start' });
      scrollBy(0, -byId('top').offsetHeight);
      return;
    }
    byId('menu').open = false;
    drawState();
    sendCommand(`#lang:${tag}`, (tile.textContent ?? '').trim()).focus({ preventScroll: true });
  });
}

function listenToPage() {
  byId('chat-languages').append(...[...byId('languages').children].map((it) => it.cloneNode(true)));
  document.querySelectorAll('#languages, #chat-languages').forEach((it) => it.addEventListener('click', onLanguage));
  document.querySelectorAll('[data-begin]').forEach((/** @type {any} */ it) => it.addEventListener('click', () => begin(it)));
  document.querySelectorAll('[data-send]').forEach((/** @type {any} */ it) => it.addEventListener('click', () => {
    byId('menu').open = false;
    sendCommand(it.dataset.send, it.textContent).focus({ preventScroll: true });
  }));
  byId('composer').addEventListener('submit', sendWritten);
  say.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) sendWritten(event);
  });
  say.addEventListener('input', grow);
  byId('earlier').addEventListener('click', showEarlier);
  watchCode((where) => wire?.ask(where), comeBack);
}

/** @param {Event} event */
function sendWritten(event) {
  event.preventDefault();
  const words = say.value.trim();
  say.value = '';
  grow();
  if (words) send({ text: words }, words);
  say.focus();
}

function grow() {
  say.style.height = 'auto';
  say.style.height = `${say.scrollHeight + 2}px`;
}

listenToPage();
watchPhone(() => { wire?.wake(); void queue.drain(); }, () => { if (wire) drawLink('lost'); }, settle);
watchLimits();
watchLeaving({
  forget,
  talking: () => document.body.dataset.state !== 'first',
  mayForget: () => state.state === 'bot' && queue.unsent === 0,
  back: () => { wire?.wake(); settle(); byId('who').focus({ preventScroll: true }); },
});
['what', 'limits', 'wait-note'].map(byId).forEach((it) => it.append(speaker(it)));
relabel();
byId('begin').hidden = false;
