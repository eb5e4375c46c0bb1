// @ts-check
/**
 * Runs without a page: shows what the server's alert says and opens the desk on a tap. Only operators have it (the chat has no
 * worker). The alert holds no words of people; this keeps nothing.
 */
const self_ = /** @type {any} */ (self);

self_.addEventListener('push', event => {
  /** @type {{title?: string, body?: string, open?: string, tag?: string}} */
  let said = {};
  try { said = event.data?.json() ?? {}; } catch { /* An alert that cannot be read is an alert all the same. */ }
  event.waitUntil(self_.registration.showNotification(`CoRe.Bot: ${said.title ?? '!'}`, {
    body: said.body ?? '', tag: said.tag ?? 'core-desk', renotify: true, requireInteraction: true, data: said.open ?? '/desk',
  }));
});

self_.addEventListener('notificationclick', event => {
  event.notification.close();
  // Only places of the desk: a tap must never lead elsewhere.
  const target = new URL(event.notification.data, self_.location.origin);
  const open = target.origin === self_.location.origin && target.pathname.startsWith('/desk') ? target.pathname : '/desk';
  event.waitUntil((async () => {
    const pages = await self_.clients.matchAll({ type: 'window', includeUncontrolled: true });
    const desk = pages.find(page => new URL(page.url).pathname === open);
    return desk ? desk.focus() : self_.clients.openWindow(open);
  })());
});

self_.addEventListener('install', () => self_.skipWaiting());
self_.addEventListener('activate', event => event.waitUntil(self_.clients.claim()));
