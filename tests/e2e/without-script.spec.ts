import { expect, test } from './support/page-test';

test.use({ javaScriptEnabled: false });

test('without a script the first page says what is missing', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByText(/Asking needs JavaScript/)).toBeVisible();
});
