// A creator who looks at their own pages: added to the community by the command, signed in by the form.
import { request } from 'node:http';

import { run } from './program.mjs';

const PASSWORD = 'a password of the bench';

/** Lets a creator in. */
export function addCreator(slug, dataDir) {
  run(['member', 'add', '--email', `${slug}@example.org`, '--name', slug, '--creator', slug], { dataDir, input: `${PASSWORD}\n` });
}

/** Signs the creator in, and answers the cookie. */
export function signIn(url, slug) {
  const body = new URLSearchParams({ email: `${slug}@example.org`, password: PASSWORD }).toString();
  const headers = { 'content-type': 'application/x-www-form-urlencoded', origin: url };
  return new Promise((resolve, reject) => {
    request(`${url}/sign-in`, { method: 'POST', headers }, (answer) => {
      answer.resume();
      const cookie = answer.headers['set-cookie']?.[0].split(';')[0];
      if (answer.statusCode === 303 && cookie) resolve(cookie);
      else reject(new Error(`the sign-in is answered with ${answer.statusCode}`));
    }).on('error', reject).end(body);
  });
}
