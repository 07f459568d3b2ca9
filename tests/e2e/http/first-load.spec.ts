import { gzipSync } from 'node:zlib';
import { expect, test } from 'playwright/test';
import { markedPrompt } from '../support/marked-prompt';
import { ask } from '../support/run-requests';
import { send } from '../support/send';
import { share } from '../support/sharing';

const SCRIPT = /<script[^>]*\ssrc="(\/_next\/static\/[^"]+)"[^>]*>/g;

/** @returns the JavaScript that the HTML of a page asks for, each file as gzip makes it at its best, KiB. */
async function firstLoadOf(path: string): Promise<number> {
  const { status, text } = await send({ path });
  expect(status).toBe(200);
  const tags = [...text.matchAll(SCRIPT)].filter(([tag]) => !/\snomodule/i.test(tag));
  const addresses = new Set(tags.map(([, address = '']) => address));
  expect(addresses.size).toBeGreaterThan(3);
  const files = await Promise.all([...addresses].map((address) => send({ path: address })));
  return files.reduce((sum, file) => sum + gzipSync(file.text, { level: 9 }).length, 0) / 1024;
}

/** KiB. A page without anything on it has 131 KiB of React and Next. */
const BLANK = 131;

/**
 * What a page may have over a blank one, KiB. The target is 65 for the page of questions; a share page (target 30) may have
 * what was reached on 27 November 2026, and 2.
 */
const BUDGETS = { question: 65, share: 6.5 };

test.describe('the JavaScript of a page’s first load stays within its budget', () => {
  test('where questions are asked', async () => {
    expect(await firstLoadOf('/')).toBeLessThan(BLANK + BUDGETS.question);
  });

  test('of a comparison, and of a link to it', async () => {
    const reading = await (await ask({ prompt: markedPrompt(), models: ['test/words-3'] })).toEnd();
    const { comparison } = await reading.until('run');
    expect(await firstLoadOf(`/c/${comparison}`)).toBeLessThan(BLANK + BUDGETS.question);
    const { slug } = await share(comparison);
    expect(await firstLoadOf(`/s/${slug}`)).toBeLessThan(BLANK + BUDGETS.share);
  });
});
