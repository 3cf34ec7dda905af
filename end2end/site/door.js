// The site behind a door: the same site at another address, whose answers come as a network or a proxy may bring them.
import { createServer, request as ask } from 'node:http';

/**
 * Opens a door to `origin`. `deal(wanted, got, answer)` sees every request with what the site answers: it may keep it
 * waiting, or answer by itself and say so with `true`. Everything else goes through as it is.
 */
export async function openDoor(origin, deal) {
  const door = createServer((wanted, answer) => {
    const headers = { ...wanted.headers, 'accept-encoding': 'identity' };
    const asking = ask(origin + wanted.url, { method: wanted.method, headers }, async (got) => {
      if (await deal(wanted, got, answer)) return;
      answer.writeHead(got.statusCode, got.headers);
      got.pipe(answer);
    });
    asking.on('error', () => answer.destroy());
    wanted.pipe(asking);
  });
  await new Promise((resolve) => door.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${door.address().port}`, close: async () => {
    door.closeAllConnections();
    door.close();
  } };
}
