// @ts-check
/**
 * Passkeys at the door. Asks the server for a question, the browser for the answer, and sends it with the form of the page.
 * Without passkeys in this browser the forms stay hidden and nothing is missing.
 */
const able = typeof PublicKeyCredential === 'function' && 'parseCreationOptionsFromJSON' in PublicKeyCredential && 'parseRequestOptionsFromJSON' in PublicKeyCredential;

for (const note of document.querySelectorAll('[data-passkey-none]')) { note.toggleAttribute('hidden', able); }

/** @type {NodeListOf<HTMLFormElement>} */
const forms = document.querySelectorAll('form[data-passkey]');
for (const form of able ? forms : []) {
  form.hidden = false;
  const go = event => { event.preventDefault(); answer(form); };
  form.addEventListener('submit', go);
  form.querySelector('button[type=button]')?.addEventListener('click', go);
}

/** @param {HTMLFormElement} form */
async function answer(form) {
  const said = form.querySelector('[role=alert]');
  said?.toggleAttribute('hidden', true);
  const asked = await fetch(form.dataset.ask ?? '', { method: 'POST', body: new URLSearchParams(/** @type {any} */ (new FormData(form))) }).catch(() => undefined);
  if (asked?.status === 400 && form.dataset.here) {
    location.assign(`${form.dataset.here}?problem=${encodeURIComponent((await asked.text()).trim())}`);
    return;
  }

  try {
    if (!asked?.ok) { throw new Error('not asked'); }
    const question = await asked.json();
    const credential = form.dataset.passkey === 'create'
      ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(question) })
      : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(question) });
    // The password was for the question; the answer does not need it.
    form.querySelector('[name=current]')?.setAttribute('disabled', '');
    /** @type {HTMLInputElement} */ (form.elements.namedItem('credential')).value = JSON.stringify(credential);
    form.submit();
  } catch {
    // Taken back, no passkey here, or the line is down: the person reads it and may try again.
    said?.toggleAttribute('hidden', false);
  }
}
