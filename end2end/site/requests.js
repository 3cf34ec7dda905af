// Requests that no page would send: forms filled in by hand, without a browser's help or its restraint.

/**
 * Posts a form. `fetch` of Node sends no Origin and keeps no cookies, so a session is handed over by hand.
 * @returns {Promise<Response>} the answer itself; redirects are not followed
 */
export function post(url, fields = {}, { cookie, headers = {} } = {}) {
  return fetch(url, {
    method: 'POST',
    body: new URLSearchParams(fields),
    redirect: 'manual',
    headers: { ...headers, ...(cookie && { cookie: `${cookie.name}=${cookie.value}` }) },
  });
}
