// A page without scripts, as a page in which the tests' own tools can run.

const SCRIPTS = /<script\b[^>]*>[\s\S]*?<\/script>/gi;

/**
 * Opens the address of `page` once more, with scripts allowed but every script of the site cut out of the document,
 * and gives it to `work`. The document is the one that a browser without scripts shows.
 */
export async function withoutScripts(page, work) {
  const storageState = await page.context().storageState();
  const context = await page.context().browser().newContext({ javaScriptEnabled: true, storageState });
  try {
    await context.route('**/*', async (route) => {
      if (route.request().resourceType() !== 'document') return route.continue();
      const response = await route.fetch({ headers: await withCookies(context, route.request()) });
      await route.fulfill({ response, body: (await response.text()).replace(SCRIPTS, '') });
    });
    const twin = await context.newPage();
    await twin.goto(page.url());
    await work(twin);
  } finally {
    await context.close();
  }
}

/** `route.fetch` keeps `Secure` cookies back from http, even on this machine; the browser does not. */
async function withCookies(context, request) {
  const cookies = await context.cookies(request.url());
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  return { ...(await request.allHeaders()), ...(cookie && { cookie }) };
}
