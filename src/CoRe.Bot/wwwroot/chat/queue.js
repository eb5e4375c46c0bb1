// What the person said and the server does not have yet. In memory only, in order, each with the id that lets the server
// see a second try as the same message.

/**
 * @typedef {'sending' | 'sent' | 'queued' | 'notsent'} Sending
 * @typedef {{id: string, activity: any, said: string, refused?: boolean}} Outgoing
 */

/** @param {(activity: object) => Promise<any>} post @param {(item: Outgoing, state: Sending) => void} tell */
export function openQueue(post, tell) {
  /** @type {Outgoing[]} */
  const waiting = [];
  /** @type {Map<string, Outgoing>} */
  const mine = new Map();
  let busy = false;
  let tries = 0;
  let again = 0;

  const newId = () => Array.from(crypto.getRandomValues(new Uint8Array(12)), (it) => it.toString(16).padStart(2, '0')).join('');

  /** 4xx that another try cannot mend: the message itself is refused. @param {number} status */
  const final = (status) => status >= 400 && status < 500 && ![401, 403, 404, 408, 409, 425, 429].includes(status);

  /** @param {Outgoing} item */
  function done(item) {
    const at = waiting.indexOf(item);
    if (at >= 0) waiting.splice(at, 1);
    tell(item, 'sent');
  }

  async function drain() {
    clearTimeout(again);
    if (busy) return;
    busy = true;
    while (waiting.length) {
      const item = waiting[0];
      tell(item, navigator.onLine ? 'sending' : 'queued');
      try {
        await post(item.activity);
        tries = 0;
        done(item);
      } catch (error) {
        if (waiting[0] !== item) continue; // its echo came although the answer did not
        if (final(error.status)) {
          waiting.shift();
          item.refused = true;
          tell(item, 'notsent');
          continue;
        }
        tries++;
        tell(item, navigator.onLine && tries > 2 ? 'notsent' : 'queued');
        again = setTimeout(drain, Math.max(error.after * 1000, Math.min(15000, 500 * 2 ** tries) * (0.8 + Math.random() * 0.4)));
        break;
      }
    }
    busy = false;
  }

  return {
    /** @param {any} activity @param {string} said what the person sees as their own words */
    add(activity, said) {
      const id = newId();
      activity.channelData = { ...activity.channelData, clientActivityID: id };
      const item = { id, activity, said };
      mine.set(id, item);
      waiting.push(item);
      return item;
    },
    drain,
    /** @param {Outgoing} item */
    retry(item) {
      if (item.refused) { item.refused = false; waiting.push(item); }
      tries = 0;
      void drain();
    },
    /** @param {string | undefined} id of an echo @returns {boolean} whether it was said on this page */
    echoed(id) {
      const item = id ? mine.get(id) : undefined;
      if (item) done(item);
      return Boolean(item);
    },
    get unsent() { return waiting.length; },
    clear() { clearTimeout(again); waiting.length = 0; mine.clear(); },
  };
}
