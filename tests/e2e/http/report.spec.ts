import { expect, test } from 'playwright/test';
import { problemSchema } from '@/lib/protocol/problem';
import { markedPrompt } from '../support/marked-prompt';
import { ask } from '../support/run-requests';
import { send } from '../support/send';
import { revoke, share } from '../support/sharing';

const HEADERS = { 'content-type': 'application/json', cookie: '' };

function report(slug: string, body: unknown) {
  return send({ method: 'POST', path: `/s/${slug}/report`, headers: HEADERS, body: JSON.stringify(body) });
}

test('anybody may report a link that works, as often as they like', async () => {
  const reading = await (await ask({ prompt: markedPrompt(), models: ['test/words-3'] })).toEnd();
  const { comparison } = await reading.until('run');
  const { slug } = await share(comparison);
  const reported = await report(slug, { reason: 'x'.repeat(2000) });
  expect([reported.status, reported.text]).toEqual([204, '']);
  for (let count = 0; count < 25; count += 1) expect((await report(slug, { reason: 'Again' })).status).toBe(204);

  await revoke(comparison, slug);
  expect((await report(slug, { reason: 'Late' })).status).toBe(410);
  expect((await report('AAAAAAAAAAAAAAAAAAAAAA', { reason: 'Nothing' })).status).toBe(404);
});

test('a report needs a reason of a bounded length, and nothing else', async () => {
  for (const body of [{}, { reason: '' }, { reason: ' \n ' }, { reason: 'x'.repeat(2001) }, { reason: 1 }]) {
    const refused = await report('AAAAAAAAAAAAAAAAAAAAAA', body);
    const { code, errors } = problemSchema.parse(JSON.parse(refused.text));
    expect([refused.status, code, errors?.map(({ path }) => path)]).toEqual([400, 'invalid', ['reason']]);
  }
  expect((await report('AAAAAAAAAAAAAAAAAAAAAA', { reason: 'spam', name: 'me' })).status).toBe(400);
});
