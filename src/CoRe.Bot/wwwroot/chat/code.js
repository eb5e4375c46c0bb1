// The words that bring a talk back on any phone. They are shown once and stand nowhere but on the screen.
import { byId } from './nodes.js';
import { moment, text } from './texts.js';
import { call } from './wire.js';

const wordsIn = byId('words');
const box = byId('code-box');
const wordsOut = byId('code-words');
const until = byId('code-until');
const codeSaid = byId('code-said');

/** @param {(where: string) => Promise<any> | undefined} ask */
async function getCode(ask) {
  const button = byId('code-get');
  button.disabled = true;
  try {
    const { words, expires } = await ask('/api/chat/return-code');
    wordsOut.textContent = words;
    until.textContent = text('code.until', { time: moment(expires) });
    box.hidden = false;
    box.scrollIntoView({ block: 'nearest' });
    button.textContent = text('code.get');
  } catch {
    button.textContent = text('code.failed');
  }
  button.disabled = false;
}

/** @param {(ticket: import('./wire.js').Ticket) => void} resume */
async function useCode(resume) {
  const words = wordsIn.value.trim();
  if (!words) return;
  try {
    const ticket = await call('POST', '/api/chat/resume', '', { words });
    forgetCode();
    resume(ticket);
  } catch (error) {
    codeSaid.textContent = text(error.status === 404 || error.status === 400 ? 'code.wrong' : 'code.busy');
  }
}

export function forgetCode() {
  box.hidden = true;
  wordsIn.value = '';
  wordsOut.textContent = until.textContent = codeSaid.textContent = '';
}

/** @param {(where: string) => Promise<any> | undefined} ask @param {(ticket: import('./wire.js').Ticket) => void} resume */
export function watchCode(ask, resume) {
  byId('code-form').addEventListener('submit', (event) => { event.preventDefault(); void useCode(resume); });
  byId('code-get').addEventListener('click', () => void getCode(ask));
  byId('code-menu').addEventListener('click', () => { byId('menu').open = false; void getCode(ask); });
  byId('code-hide').addEventListener('click', () => { box.hidden = true; wordsOut.textContent = ''; });
}
