// Direct Line 3.0 as this page speaks it: one conversation, its socket, and polling where sockets do not get through.

/**
 * @typedef {{conversationId: string, token: string, expires_in?: number, streamUrl?: string}} Ticket
 * @typedef {{
 *   activities: (list: any[], earlier: boolean) => void,
 *   link: (state: 'open' | 'lost' | 'busy') => void,
 *   ready: () => void,
 *   gone: () => void,
 * }} WireHooks
 */

const base = '/directline/conversations';
const deafAfter = 3;
const silence = 50000; // the server says at least an empty word every 20 s

/** An answer that is not a success; 0 means that there was no answer at all. */
export class Refused extends Error {
  /** @param {number} status @param {number} [after] seconds the server asks us to wait */
  constructor(status, after = 0) {
    super(String(status));
    this.status = status;
    this.after = after;
  }
}

/** @param {string} method @param {string} path @param {string} [token] @param {object} [body] */
export async function call(method, path, token, body) {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), 20000);
  const headers = { Accept: 'application/json' };
  if (token) headers.Authorization = `Bearer ${token}`;
  if (body) headers['Content-Type'] = 'application/json';
  try {
    const answer = await fetch(path, {
      method, headers, body: body && JSON.stringify(body), signal: limit.signal,
      cache: 'no-store', credentials: 'omit', referrerPolicy: 'no-referrer',
    });
    if (!answer.ok) throw new Refused(answer.status, Number(answer.headers.get('Retry-After')) || 0);
    return await answer.json();
  } catch (error) {
    throw error instanceof Refused ? error : new Refused(0);
  } finally {
    clearTimeout(timer);
  }
}

/** @param {WireHooks} hooks @param {() => string} locale */
export function openWire(hooks, locale) {
  const seen = new Set();
  let ticket = /** @type {Ticket | null} */ (null);
  let watermark = '';
  let started = false;
  let closed = false;
  let socket = /** @type {WebSocket | null} */ (null);
  let deaf = 0; // sockets in a row that never opened
  let polls = 0;
  let tries = 0;
  let asked = 0; // seconds the server asked for
  let wakeUp = () => {};
  let refreshing = 0;
  let heard = Date.now();

  const pause = (ms) => new Promise((done) => {
    const timer = setTimeout(done, ms);
    wakeUp = () => { clearTimeout(timer); done(undefined); };
  });

  const path = (tail = '') => `${base}/${encodeURIComponent(ticket.conversationId)}${tail}`;
  const since = () => `?watermark=${encodeURIComponent(watermark)}`;

  /** @param {Partial<Ticket>} fresh */
  function keep(fresh) {
    if (closed) return; // an answer that comes after the leaving must not bring the token back
    ticket = { ...ticket, ...Object.fromEntries(Object.entries(fresh).filter(([, value]) => value)) };
    if (!fresh.expires_in) return;
    clearTimeout(refreshing);
    refreshing = setTimeout(refresh, fresh.expires_in * 500); // half of its life
  }

  async function refresh() {
    try {
      keep(await call('POST', '/directline/tokens/refresh', ticket.token));
    } catch (error) {
      if (error.status === 401 || error.status === 403) end();
      else refreshing = setTimeout(refresh, 30000);
    }
  }

  function end() {
    if (closed) return;
    close();
    hooks.gone();
  }

  /** @param {any[]} list @param {string | undefined} mark */
  function take(list, mark, earlier = false) {
    if (closed) return;
    heard = Date.now();
    if (mark) watermark = mark;
    const fresh = (list ?? []).filter((it) => !it.id || (!seen.has(it.id) && seen.add(it.id)));
    if (fresh.length) hooks.activities(fresh, earlier);
  }

  async function begin() {
    if (!ticket) keep(await call('POST', '/api/chat/token', '', { locale: locale() }));
    keep(await call('POST', base, ticket.token, { locale: locale() }));
    started = true;
    hooks.ready();
  }

  async function poll(earlier = false) {
    for (let more = true; more && !closed;) {
      const page = await call('GET', path(`/activities${since()}`), ticket.token);
      more = page.activities?.length > 0 && page.watermark !== watermark;
      take(page.activities, page.watermark, earlier);
    }
  }

  /** @returns {Promise<boolean>} whether the socket ever opened */
  async function listen() {
    if (!ticket.streamUrl) keep(await call('GET', path(since()), ticket.token));
    const url = new URL(ticket.streamUrl, location.href);
    ticket.streamUrl = ''; // good for one opening
    url.host = location.host; // a proxy in front may not have told the server how it is called outside
    url.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
    const opened = await new Promise((done) => {
      let open = false;
      const mine = socket = new WebSocket(url);
      const tooLong = setTimeout(() => mine.close(), 15000);
      const pulse = setInterval(() => { if (Date.now() - heard > silence) mine.close(); }, 10000);
      mine.onopen = () => { clearTimeout(tooLong); open = true; heard = Date.now(); tries = 0; hooks.link('open'); };
      mine.onmessage = ({ data }) => {
        heard = Date.now();
        if (!data) return; // keep-alive
        const frame = JSON.parse(data);
        take(frame.activities, frame.watermark);
      };
      mine.onclose = () => { clearTimeout(tooLong); clearInterval(pulse); done(open); };
    });
    socket = null;
    deaf = opened ? 0 : deaf + 1;
    return opened;
  }

  async function hear() {
    if (deaf < deafAfter) return listen();
    await poll();
    hooks.link('open');
    if (++polls % 30 === 0) deaf = deafAfter - 1; // perhaps a socket gets through by now
    return true;
  }

  async function run() {
    while (!closed) {
      let worked = false;
      asked = 0;
      try {
        if (!started) await begin();
        worked = await hear();
      } catch (error) {
        await mend(error);
      }
      if (closed) return;
      const polling = worked && deaf >= deafAfter;
      if (!polling) hooks.link(asked ? 'busy' : 'lost');
      const wait = polling ? (document.hidden ? 10000 : 2000) : Math.min(20000, 500 * 2 ** tries);
      tries = worked ? 0 : tries + 1;
      // A crowd that lost the same server must not come back in the same instant.
      await pause(Math.max(asked * 1000, wait * (0.7 + Math.random() * 0.6)));
    }
  }

  /** @param {Refused} error */
  async function mend(error) {
    if (error.status === 429) asked = error.after || 5;
    else if (error.status === 404 && started) end();
    else if (error.status === 401 || error.status === 403) {
      if (started) await refresh();
      else ticket = null;
    }
  }

  /** Called when the phone is back: in the hand, in the net, in front. A socket that slept is not trusted. */
  function wake() {
    if (socket && Date.now() - heard > 15000) socket.close();
    wakeUp();
  }

  function close() {
    closed = true;
    ticket = null;
    seen.clear();
    clearTimeout(refreshing);
    socket?.close();
    wakeUp();
  }

  return {
    start: () => void run(),
    /** A conversation that came back by its code: what was said before is fetched first, marked as earlier. @param {Ticket} back */
    async resume(back) {
      keep(back);
      started = true;
      for (let done = false; !done && !closed;) {
        try { await poll(true); done = true; } catch (error) { await mend(error); tries++; await pause(1000 * tries); }
      }
      hooks.ready();
      void run();
    },
    /** @param {object} activity */
    post(activity) {
      if (!started || !ticket) return Promise.reject(new Refused(0));
      return call('POST', path('/activities'), ticket.token, activity).catch((error) => {
        if (error.status === 404) end(); // gone, though the socket may not have heard yet
        throw error;
      });
    },
    /** @param {string} where */
    ask: (where) => (ticket ? call('POST', where, ticket.token, {}) : Promise.reject(new Refused(0))),
    wake,
    close,
  };
}
