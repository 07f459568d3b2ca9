import { expect, test } from 'playwright/test';
import { APP_ORIGIN } from '../support/app';
import { markedPrompt } from '../support/marked-prompt';
import { ask } from '../support/run-requests';
import { send } from '../support/send';
import { revoke, share } from '../support/sharing';

/** Width and height as a PNG's first chunk has them. */
function sizeIn(png: Buffer): [number, number] {
  expect(png.subarray(1, 4).toString('latin1')).toBe('PNG');
  return [png.readUInt32BE(16), png.readUInt32BE(20)];
}

async function sharedOf(prompt: string): Promise<{ comparison: string; slug: string }> {
  const reading = await (await ask({ prompt, models: ['test/words-3', 'test/status-402'] })).toEnd();
  const { comparison } = await reading.until('run');
  return { comparison, slug: (await share(comparison)).slug };
}

test.describe('the card of a link', () => {
  test('is named by its page and is a PNG of 1200 × 630, kept for five minutes at most', async () => {
    const { slug } = await sharedOf(markedPrompt());
    const { text } = await send({ path: `/s/${slug}`, headers: { cookie: '' } });
    const address = /<meta property="og:image" content="([^"]+)"/.exec(text)?.[1] ?? '';
    expect(address).toContain(`${APP_ORIGIN}/s/${slug}/opengraph-image`);
    expect(text).toContain('<meta property="og:image:alt" content="When each model waited, thought and wrote."');
    const response = await fetch(address);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('image/png');
    expect(response.headers.get('cache-control')).toBe('public, max-age=300');
    expect(sizeIn(Buffer.from(await response.arrayBuffer()))).toEqual([1200, 630]);
  });

  test('is drawn of a prompt that the fonts cannot write', async () => {
    const { slug } = await sharedOf(`為什麼 👩‍👩‍👧 ❤️ مرحبا ${markedPrompt()}`);
    const response = await fetch(`${APP_ORIGIN}/s/${slug}/opengraph-image`);
    expect(response.status).toBe(200);
    expect(sizeIn(Buffer.from(await response.arrayBuffer()))).toEqual([1200, 630]);
  });

  test('is not there for a link that never was, and gone with one that is taken back', async () => {
    const unknown = await send({ path: '/s/no-such-link/opengraph-image' });
    expect(unknown.status).toBe(404);
    const { comparison, slug } = await sharedOf(markedPrompt());
    await revoke(comparison, slug);
    const revoked = await send({ path: `/s/${slug}/opengraph-image`, headers: { cookie: '' } });
    expect(revoked.status).toBe(410);
    for (const { headers } of [unknown, revoked]) expect(headers['cache-control']).toBe('no-store');
  });
});

test('the first page has a card of its own, and an icon for devices that take no SVG', async () => {
  const { text } = await send({ path: '/' });
  const [, card = ''] = /<meta property="og:image" content="([^"]+)"/.exec(text) ?? [];
  const [, icon = ''] = /<link rel="apple-touch-icon" href="([^"]+)"/.exec(text) ?? [];
  for (const address of [new URL(card).pathname, icon]) {
    const { status, headers } = await send({ path: address });
    expect(status, address).toBe(200);
    expect(headers['content-type']).toBe('image/png');
  }
});
