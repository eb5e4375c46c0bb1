// Draws the talk. Every word of a message becomes a text node: nothing that comes over the wire is ever read as HTML.
import { byId, element, icon } from './nodes.js';
import { labelled, language, text } from './texts.js';
import { speaker } from './voice.js';
import { cardOf, drawAction } from './actions.js';

/** @typedef {import('./queue.js').Outgoing} Outgoing */

const flow = byId('flow');
const talk = byId('talk');
const answers = byId('answers');
const typing = byId('typing');
const wait = byId('wait');
let lastAuthor = '';
let lastMark = '';
/** @type {HTMLElement | null} */
let firstNew = null;

/**
 * One paragraph a line. In a right-to-left sentence the groups of "800 290 290" would change places on the screen,
 * so each number is kept whole and left to right.
 * @param {HTMLElement} into @param {string} words
 */
export function write(into, words) {
  for (const line of words.split('\n').filter((it) => it.trim())) {
    const row = element('p');
    row.dir = 'auto';
    for (const part of line.split(/(\+?\d[\d \u00a0./:-]*\d)/)) {
      if (!part) continue;
      const number = /^\+?\d.*\d$/.test(part);
      const node = number ? element('bdi', 'num', part) : document.createTextNode(part);
      if (number) /** @type {HTMLElement} */ (node).dir = 'ltr';
      row.append(node);
    }
    into.append(row);
  }
}

/** @param {HTMLElement} row @param {boolean} own */
function show(row, own) {
  talk.append(row);
  if (own) firstNew = null;
  else firstNew ??= row;
  settle();
}

/** The newest words in sight; of a long answer its beginning, so that nobody has to scroll back to start reading. */
export function settle() {
  // On a low screen (keyboard open, zoom of 400 %) the whole page scrolls instead of the talk alone.
  const room = Math.min(flow.clientHeight, innerHeight - 130);
  const end = answers.hidden ? talk : answers;
  if (firstNew && end.getBoundingClientRect().bottom - firstNew.getBoundingClientRect().top > room) {
    firstNew.scrollIntoView({ block: 'start' });
    return;
  }
  flow.scrollTop = flow.scrollHeight;
  scrollTo(0, document.body.scrollHeight);
}

/** @param {HTMLElement} row @param {string} author @param {string} symbol */
function authorOf(row, author, symbol) {
  if (author !== lastAuthor) {
    const line = element('span', 'author');
    line.append(icon(symbol), symbol === 'i-robot' ? labelled('span', 'who.bot') : author);
    row.append(line);
  }
  lastAuthor = author;
}

/** @param {any} activity @param {(action: any, viaKey: boolean) => void} tap */
export function drawTheirs(activity, tap) {
  const core = activity.channelData?.core ?? {};
  const human = core.author === 'person';
  const row = element('li', human ? 'human' : 'bot');
  if (core.kind === 'safety') row.classList.add('safety');
  if (core.kind === 'safety') document.body.classList.add('danger');
  row.tabIndex = -1;
  authorOf(row, human ? personName(core.name) : text('who.bot'), human ? 'i-person' : 'i-robot');
  const bubble = element('div', 'bubble');
  bubble.lang = activity.locale || language();
  bubble.dir = 'auto';
  write(bubble, activity.text ?? '');
  (activity.attachments ?? []).forEach((it) => drawCard(bubble, cardOf(it), tap));
  row.append(bubble);
  under(row, bubble, core);
  show(row, false);
  return row;
}

/** @param {HTMLElement} bubble @param {any} card @param {(action: any, viaKey: boolean) => void} tap */
function drawCard(bubble, card, tap) {
  if (!card) return;
  if (card.title) bubble.append(element('h3', '', card.title));
  write(bubble, [card.subtitle, card.text].filter(Boolean).join('\n'));
  const buttons = element('div', 'buttons');
  for (const action of card.buttons ?? []) {
    const it = drawAction(action, (chosen, viaKey) => {
      buttons.querySelectorAll('button').forEach((reply) => reply.remove()); // an answer is given once
      tap(chosen, viaKey);
    });
    if (it) buttons.append(it);
  }
  if (buttons.childElementCount) bubble.append(buttons);
}

/** Who checked the text, and a voice for those who do not read. @param {HTMLElement} row @param {HTMLElement} bubble @param {any} core */
function under(row, bubble, core) {
  const line = element('div', 'under');
  line.append(speaker(bubble));
  const state = core.author === 'person' || !core.state || core.state === 'reviewed' ? '' : core.state;
  if (state && state !== lastMark) line.append(labelled('span', state === 'machine' ? 'mark.machine' : 'mark.draft'));
  lastMark = state;
  row.append(line);
}

/** @param {string | undefined} name */
export const personName = (name) => (name ? text('who.person', { name }) : text('who.team'));

/** @param {string} said @param {Outgoing} [item] @param {() => void} [retry] */
export function drawMine(said, item, retry) {
  const row = element('li', 'me');
  row.tabIndex = -1;
  row.append(labelled('span', 'you', 'sr'));
  const bubble = element('div', 'bubble');
  bubble.dir = 'auto';
  write(bubble, said);
  const state = element('div', 'under');
  row.append(bubble, state);
  lastAuthor = lastMark = '';
  if (item) {
    row.id = `m-${item.id}`;
    state.onclick = () => { if (state.dataset.state === 'notsent') retry?.(); };
  }
  show(row, true);
  return row;
}

/** @param {Outgoing} item @param {import('./queue.js').Sending} state */
export function drawSending(item, state) {
  const line = /** @type {HTMLElement | null} */ (byId(`m-${item.id}`)?.querySelector('.under'));
  if (!line || line.dataset.state === state) return;
  line.dataset.state = state;
  line.replaceChildren(labelled(state === 'notsent' ? 'button' : 'span', state));
}

/** @param {any[]} actions @param {(action: any, viaKey: boolean) => void} tap */
export function drawAnswers(actions, tap) {
  answers.replaceChildren(...actions.map((it) => drawAction(it, tap)).filter(Boolean));
  answers.hidden = !answers.childElementCount;
  settle();
}

/** Takes a row out again. @param {HTMLElement} row */
export function undraw(row) {
  if (firstNew === row) firstNew = null;
  lastAuthor = ''; // the next one names its author itself
  row.remove();
}

/** The answers as they stand, to be put back. */
export function keepAnswers() {
  const kept = [...answers.children];
  return () => {
    answers.replaceChildren(...kept);
    answers.hidden = !kept.length;
  };
}

/** Answers belong to the last question: they go once something was said. */
export const clearAnswers = () => drawAnswers([], () => {});

/** Stands in the talk where the waiting began, and at its end again when its words change. @param {string} words @param {string} back */
export function drawWait(words, back) {
  const [first, second] = wait.querySelectorAll('p');
  if (words && (wait.hidden || first.textContent !== words || second.textContent !== back)) talk.append(wait);
  first.textContent = words;
  second.textContent = back;
  wait.hidden = !words;
  settle();
}

/** @param {boolean} on */
export function drawTyping(on) {
  typing.hidden = !on;
  if (on) settle();
}

export function clearTalk() {
  talk.replaceChildren(wait);
  drawWait('', '');
  clearAnswers();
  drawTyping(false);
  document.body.classList.remove('danger');
  lastAuthor = lastMark = '';
  firstNew = null;
}
