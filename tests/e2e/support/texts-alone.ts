import { expect, type Page } from 'playwright/test';

/**
 * Holds that every text of ours is all that its element holds. React then writes into the element. A text that has
 * neighbours it has to find again, and cannot where a translator or an extension has put it into an element of its own.
 */
export async function expectTextsAlone(page: Page): Promise<void> {
  if (page.isClosed()) return;
  expect(await page.evaluate(findNeighbours), 'texts that have neighbours').toEqual([]);
}

/** What of React's own tree is looked at. */
interface Fiber {
  tag: number;
  stateNode: unknown;
  memoizedProps: unknown;
  child: Fiber | null;
  sibling: Fiber | null;
  return: Fiber | null;
}

/** Runs in the page. @returns a line for each text that React holds as a node of its own, but for those of answers. */
function findNeighbours(): string[] {
  const HOST_ELEMENT = 5;
  const HOST_TEXT = 6;
  const found = new Set<string>();
  let top = [...document.body.querySelectorAll('*')].map(fiberOf).find((fiber) => fiber !== undefined);
  while (top?.return) top = top.return;
  visit((top?.stateNode as { current: Fiber } | undefined)?.current ?? null, null);
  return [...found];

  function fiberOf(element: Element): Fiber | undefined {
    const key = Object.keys(element).find((name) => name.startsWith('__reactFiber$'));
    return key === undefined ? undefined : (element as unknown as Record<string, Fiber>)[key];
  }

  function visit(first: Fiber | null, host: Element | null): void {
    for (let fiber = first; fiber; fiber = fiber.sibling) {
      // An answer's elements are made from Markdown: they have a test of their own.
      if (fiber.tag === HOST_TEXT && host && !host.closest('.markdown')) {
        const slot = host.closest('[data-slot]')?.getAttribute('data-slot');
        found.add(`${slot} <${host.localName}> ${JSON.stringify(fiber.memoizedProps)}`.slice(0, 120));
      }
      visit(fiber.child, fiber.tag === HOST_ELEMENT ? (fiber.stateNode as Element) : host);
    }
  }
}
