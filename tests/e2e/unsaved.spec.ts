import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@libsql/client';
import { markedPrompt } from './support/marked-prompt';
import { startOwnServer } from './support/own-server';
import { expect, expectAccessible, pane, promptBox, stateOf, test } from './support/page-test';

test('the page says that a run is not saved yet, goes on, and says no more once it is', async ({ page }) => {
  test.setTimeout(60_000);
  const folder = mkdtempSync(join(tmpdir(), 'abreast-unsaved-'));
  const server = await startOwnServer({ DATA_DIR: folder });
  const intruder = createClient({ url: `file:${join(folder, 'abreast.db')}` });
  try {
    await page.goto(`${server.origin}/?models=test/words-2000-every-25ms`);
    await promptBox(page).fill(markedPrompt());
    // Nobody writes yet.
    const lock = await intruder.transaction('write');
    await page.getByRole('button', { name: 'Ask 1 model' }).click();
    const note = page.getByRole('status').filter({ hasText: 'Not saved yet' });
    await expect(note).toBeVisible();
    await expectAccessible(page);
    const length = async () => (await pane(page, 'A').locator('[data-slot="lane-answer"]').textContent())?.length ?? 0;
    const before = await length();
    await expect.poll(length).toBeGreaterThan(before);
    await lock.rollback();
    await expect(note).toHaveCount(0);
    await expect(stateOf(page, 'A')).toHaveText('Writing');
  } finally {
    intruder.close();
    await server.kill();
    rmSync(folder, { recursive: true, force: true });
  }
});
