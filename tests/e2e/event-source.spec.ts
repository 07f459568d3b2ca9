import type { Page } from 'playwright/test';
import { markedPrompt } from './support/marked-prompt';
import { askOnPage, expect, stateOf, test } from './support/page-test';
import { share } from './support/shared-page';

/** Reads an address with the browser's own client for server-sent events, until that has given up reconnecting. */
function readWithEventSource(page: Page, address: string): Promise<{ ids: string[]; types: string[] }> {
  return page.evaluate(
    (url) =>
      new Promise((resolve) => {
        const ids: string[] = [];
        const types: string[] = [];
        const source = new EventSource(url);
        source.onmessage = ({ data, lastEventId }) => {
          ids.push(lastEventId);
          types.push(JSON.parse(data).type);
        };
        source.onerror = () => {
          if (source.readyState === EventSource.CLOSED) resolve({ ids, types });
        };
      }),
    address,
  );
}

test('a plain EventSource reads a run in order and stops at its end, the author’s and a spectator’s', async ({
  page,
}) => {
  await askOnPage(page, ['test/words-20-every-30ms', 'test/words-3'], markedPrompt());
  await expect(stateOf(page, 'A')).toHaveText('Writing');
  const comparison = new URL(page.url()).pathname.slice('/c/'.length);
  const { record } = await (await page.request.get(`/api/comparisons/${comparison}`)).json();
  const { run } = record.turns[0].runs[0];

  const own = await readWithEventSource(page, `/api/runs/${run}/events`);
  expect(own.ids).toEqual(own.ids.map((_, index) => String(index + 1)));
  expect(own.types.slice(0, 3)).toEqual(['run', 'start', 'start']);
  expect(own.types.filter((type) => type === 'done')).toHaveLength(2);
  expect(own.types.at(-1)).toBe('end');

  const path = await share(page, comparison);
  expect(await readWithEventSource(page, `${path}/runs/${run}/events`)).toEqual(own);
});
