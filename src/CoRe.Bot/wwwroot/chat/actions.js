// Card actions of the Bot Framework: answers to tap, numbers to call, links to open.
import { element, icon } from './nodes.js';
import { pictureOf } from './pictures.js';

/** @param {any} attachment @returns {any} the card, or nothing for what this page does not show */
export const cardOf = (attachment) =>
  attachment?.contentType === 'application/vnd.microsoft.card.hero' ? attachment.content : undefined;

/** @param {any} action */
export const isReply = (action) => action?.type === 'messageBack' || action?.type === 'imBack' || action?.type === 'postBack';

/** @param {any} action @param {(action: any, viaKey: boolean) => void} tap @returns {HTMLElement | undefined} */
export function drawAction(action, tap) {
  if (isReply(action)) {
    const button = /** @type {HTMLButtonElement} */ (element('button', '', action.title));
    button.type = 'button';
    button.dir = 'auto';
    const picture = pictureOf(String(action.text ?? action.value ?? ''));
    if (picture) button.prepend(icon(picture));
    button.onclick = (event) => tap(action, event.detail === 0);
    return button;
  }
  const value = String(action?.value ?? '');
  if (action?.type === 'call') return callOf(value, action.title);
  if (action?.type === 'openUrl' && (/^https:\/\//i.test(value) || value.startsWith('/card/'))) return linkOf(value, action.title);
  return undefined;
}

/** @param {string} value @param {string} title */
function callOf(value, title) {
  const number = value.replace(/^tel:/i, '').replace(/[^\d+*#]/g, '');
  if (!number) return undefined;
  const link = /** @type {HTMLAnchorElement} */ (element('a', 'call'));
  link.href = `tel:${number}`;
  const words = element('bdi', '', title || number);
  link.append(icon('i-phone'), words);
  return link;
}

/** @param {string} value @param {string} title */
function linkOf(value, title) {
  const link = /** @type {HTMLAnchorElement} */ (element('a', 'open', title || value));
  link.href = value;
  link.target = '_blank';
  link.rel = 'noopener noreferrer';
  return link;
}

/**
 * The activity a tap stands for, and the words the person sees as said.
 * @param {any} action @returns {{activity: any, said: string}}
 */
export function replyOf(action) {
  if (action.type === 'messageBack') {
    const said = action.displayText || action.title;
    return { said, activity: { text: action.text, value: action.value, channelData: { messageBack: { displayText: said } } } };
  }
  const words = String(action.value ?? action.title);
  return { said: action.type === 'postBack' ? action.title : words, activity: { text: words } };
}
