import { expect, test } from 'playwright/test';
import { cookieOf } from '../support/app';
import { markedPrompt } from '../support/marked-prompt';
import { ask, retryRequest, stop } from '../support/run-requests';
import { send } from '../support/send';
import { share } from '../support/sharing';

const OTHERS = {
  'another visitor': { cookie: cookieOf('a-stranger') },
  'a forged cookie': { cookie: 'abreast-visitor=the-visitor.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' },
  'no cookie': { cookie: '' },
};

const BELONGS = /belongs to another browser.*Ask its owner for a link made with Share/s;

test.describe('a comparison', () => {
  for (const [who, cookie] of Object.entries(OTHERS)) {
    test(`tells whoever comes with ${who} that it is another’s, and nothing of what is in it`, async () => {
      const prompt = markedPrompt();
      const reading = await ask({ prompt, models: ['test/hangs', 'test/words-3'] });
      const { run, comparison } = await reading.until('run');
      const page = () => send({ path: `/c/${comparison}?turn=1`, headers: cookie });
      const running = await page();
      expect(running).toMatchObject({ status: 404, headers: { 'cache-control': 'no-store' } });
      expect(running.text).toMatch(BELONGS);
      expect(running.text).toContain('noindex');
      expect(running.text).not.toContain(prompt);
      expect((await send({ method: 'HEAD', path: `/c/${comparison}`, headers: cookie })).status).toBe(404);
      const escaped = `/c/%${comparison.charCodeAt(0).toString(16)}${comparison.slice(1)}`;
      expect((await send({ path: escaped, headers: cookie })).text).toMatch(BELONGS);

      for (const outgoing of [
        { path: `/api/comparisons/${comparison}` },
        { path: `/api/comparisons/${comparison}/export` },
        { path: `/api/comparisons/${comparison}/share` },
        { path: `/api/runs/${run}/events` },
        { method: 'DELETE', path: `/api/runs/${run}` },
        { method: 'DELETE', path: `/api/comparisons/${comparison}` },
        retryRequest(run, 'B'),
      ]) {
        const headers = { ...('headers' in outgoing ? outgoing.headers : {}), ...cookie };
        const refused = await send({ ...outgoing, headers });
        expect([outgoing.path, refused.status]).toEqual([outgoing.path, 404]);
        expect(JSON.parse(refused.text)).toMatchObject({ code: 'not-found', detail: expect.stringMatching(BELONGS) });
      }

      await stop(run);
      await reading.toEnd();
      expect((await page()).text).toMatch(BELONGS);
      const { slug } = await share(comparison);
      expect((await send({ path: `/s/${slug}`, headers: cookie })).status).toBe(200);
    });
  }

  test('that was deleted, or never was, is nobody’s: its owner and others are told the same', async () => {
    const reading = await (await ask({ prompt: markedPrompt(), models: ['test/words-3'] })).toEnd();
    const { comparison } = await reading.until('run');
    expect((await send({ path: `/c/${comparison}` })).status).toBe(200);
    expect((await send({ method: 'DELETE', path: `/api/comparisons/${comparison}` })).status).toBe(204);
    for (const id of [comparison, 'AAAAAAAAAAAAAAAAAAAAAA', 'nothing', '__proto__']) {
      for (const headers of [undefined, ...Object.values(OTHERS)]) {
        const page = await send({ path: `/c/${id}`, headers });
        expect(page.status).toBe(404);
        expect(page.text).toContain('may have been deleted');
        expect(page.text).not.toContain('another browser');
        const refused = await send({ path: `/api/comparisons/${id}`, headers });
        expect(JSON.parse(refused.text).detail).toContain('may have been deleted');
      }
    }
  });
});
