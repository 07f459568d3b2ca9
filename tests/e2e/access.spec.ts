import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type OwnServer, startOwnServer } from './support/own-server';
import { expect, expectAccessible, promptBox, test } from './support/page-test';

const folder = mkdtempSync(join(tmpdir(), 'abreast-password-'));
let server: OwnServer;
test.beforeAll(async () => {
  server = await startOwnServer({ DATA_DIR: folder, ACCESS_PASSWORD: 'the password' });
});
test.afterAll(async () => {
  await server.kill();
  rmSync(folder, { recursive: true });
});

for (const { width, colorScheme } of [
  { width: 1280, colorScheme: 'light' },
  { width: 390, colorScheme: 'dark' },
] as const) {
  test.describe(`${width} px, ${colorScheme}`, () => {
    test.use({ colorScheme });

    test('a visitor is asked for the password once, and comes to the page that was wanted', async ({ page }) => {
      await page.setViewportSize({ width, height: 844 });
      await page.goto(`${server.origin}/?models=demo/quick`);
      const field = page.getByLabel('Password');
      await expect(field).toBeFocused();
      await expectAccessible(page);
      await field.fill('a guess');
      await field.press('Enter');
      await expect(page.getByRole('alert')).toHaveText('This is not the password of this server.');
      await expectAccessible(page);
      await page.getByLabel('Password').fill('the password');
      await page.getByRole('button', { name: 'Open' }).click();
      await expect(promptBox(page)).toBeVisible();
      expect(page.url()).toBe(`${server.origin}/?models=demo/quick`);
      await page.reload();
      await expect(promptBox(page)).toBeVisible();
    });
  });
}
