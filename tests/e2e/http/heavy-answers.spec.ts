import { expect, test } from 'playwright/test';
import { markedPrompt } from '../support/marked-prompt';
import { ask } from '../support/run-requests';
import { send } from '../support/send';
import { share } from '../support/sharing';

const lines = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => line(index)).join('');

const ANSWERS = {
  'twenty thousand footnotes': lines(20_000, (index) => `[^${index}]: n\n\n`),
  'twenty thousand link definitions': lines(20_000, (index) => `[${index}]: https://a.example\n\n`),
};

for (const [what, answer] of Object.entries(ANSWERS)) {
  test(`the link to an answer of ${what} opens, and the server goes on`, async () => {
    const reading = await (await ask({ prompt: `${markedPrompt()}\n\n${answer}`, models: ['test/recites'] })).toEnd();
    const { comparison } = await reading.until('run');
    expect(await reading.until('done')).toMatchObject({ reason: 'stop' });
    const { slug } = await share(comparison);
    const page = await send({ path: `/s/${slug}`, headers: { cookie: '' } });
    expect(page.status).toBe(200);
    expect(page.text).toContain('class="markdown"');
    expect((await send({ path: '/api/health' })).status).toBe(200);
  });
}
