// What the phone itself does: sleeps, wakes, loses its network, opens its keyboard.

/** @param {() => void} awake @param {() => void} offline @param {() => void} resized */
export function watchPhone(awake, offline, resized) {
  const back = () => { if (!document.hidden) awake(); };
  addEventListener('online', back);
  addEventListener('pageshow', back);
  document.addEventListener('visibilitychange', back);
  addEventListener('offline', offline);
  const port = window.visualViewport;
  // Some phones lay their keyboard over the page; only this number knows. A pinch is not a keyboard.
  port?.addEventListener('resize', () => {
    if (port.scale < 1.05) document.documentElement.style.setProperty('--height', `${port.height}px`);
    resized();
  });
}
