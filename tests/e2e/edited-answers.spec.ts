import { askOnPage, expect, pane, stateOf, test } from './support/page-test';

const ANSWER = [
  '# A *heading* with `code` in it',
  'One **bold _and more_** and [a link](https://a.example "t") to https://b.example, a note[^1], \\( x_1 \\) and ~~gone~~.',
  'Two[^2] with [a reference][r] that comes later, **Three**  \nfour<br>five **six',
  '- item *one*\n- item two\n  - deep **one**\n  - deep two `x`\n- [ ] to do\n- [x] *done*\n\n  more of it',
  '1. first\n2. second\n\n> quoted *text*\n> and more',
  '| a | **b** |\n|---|--:|\n| 1 *x* | 2 |\n| `3` | 4[^1] |',
  '```ts\nconst a = 1; // one\nlet b = 2;\n```',
  '$$\n\\sum_i a_i\n$$',
  `${'run'.repeat(200)} and the end of it`,
  '[^1]: the *first* note\n\n[^2]: the second\n\n[r]: https://r.example',
  'The last **words** are these.',
].join('\n\n');

/** What a translator does to each text node, and what other extensions do. */
const EDITS = {
  'put into another element': (text: Text) => {
    const font = document.createElement('font');
    text.replaceWith(font);
    font.append(text);
  },
  'replaced by an element with other text': (text: Text) => {
    const font = document.createElement('font');
    font.textContent = text.data;
    text.replaceWith(font);
  },
  'cut in two': (text: Text) => {
    const font = document.createElement('font');
    font.textContent = text.data.slice(1);
    text.data = text.data.slice(0, 1);
    text.after(font);
  },
};

for (const [what, edit] of Object.entries(EDITS)) {
  test(`an answer grows to its end though each of its texts is ${what} as it comes`, async ({ page }) => {
    await page.addInitScript(editAnswers, edit.toString());
    await askOnPage(page, ['test/recites-every-20ms', 'test/recites-every-20ms'], ANSWER);
    const edited: (string | null)[] = [];
    for (const lane of ['A', 'B']) {
      await expect(stateOf(page, lane)).toHaveText('Done', { timeout: 20_000 });
      await expect(pane(page, lane).locator('.markdown')).toContainText('The last words are these.');
      expect(await pane(page, lane).locator('.markdown font').count()).toBeGreaterThan(50);
      edited.push(await pane(page, lane).locator('.markdown').textContent());
    }
    // As the server writes it, into a page that nobody edits.
    const served = await (await page.request.get(page.url())).text();
    const server = await page.evaluate((html) => {
      const fresh = new DOMParser().parseFromString(html, 'text/html');
      return [...fresh.querySelectorAll('.markdown')].map(({ textContent }) => textContent);
    }, served);
    expect(edited).toEqual(server);
  });
}

/** Runs in the page, before anything else. */
function editAnswers(edit: string): void {
  const change = new Function(`return ${edit}`)() as (text: Text) => void;
  const editAll = () => {
    for (const answer of document.querySelectorAll('.markdown')) {
      const texts = document.createTreeWalker(answer, NodeFilter.SHOW_TEXT);
      const found: Text[] = [];
      while (texts.nextNode()) found.push(texts.currentNode as Text);
      for (const text of found) if (!text.parentElement?.closest('font') && text.data.length > 1) change(text);
    }
  };
  new MutationObserver(editAll).observe(document, { childList: true, characterData: true, subtree: true });
}
