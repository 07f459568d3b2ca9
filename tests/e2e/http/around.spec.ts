import { expect, test } from 'playwright/test';
import { send } from '../support/send';

test('search engines are kept from what belongs to visitors, and from the API', async () => {
  const { status, text, headers } = await send({ path: '/robots.txt' });
  expect(status).toBe(200);
  expect(headers['content-type']).toContain('text/plain');
  expect(text.split('\n').map((line) => line.trim())).toEqual(
    expect.arrayContaining(['User-Agent: *', 'Allow: /', 'Disallow: /api/', 'Disallow: /c/']),
  );
});

test('the manifest names an icon that is there', async () => {
  const { status, text } = await send({ path: '/manifest.webmanifest' });
  expect(status).toBe(200);
  const { name, start_url, icons } = JSON.parse(text);
  expect([name, start_url]).toEqual(['Abreast', '/']);
  expect(icons).toHaveLength(1);
  expect((await send({ path: icons[0].src })).status).toBe(200);
  expect((await send({ path: '/' })).text).toContain('rel="manifest" href="/manifest.webmanifest"');
});
