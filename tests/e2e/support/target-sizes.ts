import type { Page } from 'playwright/test';

const CONTROLS =
  'a[href], button, input:not([type=hidden]), select, textarea, summary, [role^="menuitem"], [role="tab"]';

/**
 * @param least (a fraction of a pixel may lack at each end) how high a control has to be where it is hit, CSS pixels: with its label and with what it paints around itself.
 * @returns a line for each visible control that is lower.
 */
export function findSmallTargets(page: Page, least: number, within = 'body'): Promise<string[]> {
  return page.evaluate(
    ({ CONTROLS, least, within }) => {
      const found = new Set<string>();
      for (const control of document.querySelectorAll<HTMLElement>(`${within} :is(${CONTROLS})`)) {
        if (!isSeen(control) || isExcused(control)) continue;
        if (heightOf(control) === null || !isWellInside(control))
          control.scrollIntoView({ block: 'center', inline: 'center' });
        const height = heightOf(control);
        if (height === null || height > least - 2) continue;
        const slot = control.closest('[data-slot]')?.getAttribute('data-slot');
        const name = control.getAttribute('aria-label') ?? control.textContent?.trim().slice(0, 40);
        found.add(`${slot} <${control.localName}> ${JSON.stringify(name)}: ${height}`);
      }
      return [...found];

      function isSeen(control: Element): boolean {
        const { width, height } = control.getBoundingClientRect();
        return (
          width > 1 &&
          height > 1 &&
          control.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
          control.closest('[aria-hidden="true"], [inert]') === null
        );
      }

      /**
       * What stands in the line of a text is as high as the text. The rows of the timeline are as close as they must be in a window
       * of many lanes: what they show and lead to has another button in the lane itself.
       */
      function isExcused(control: Element): boolean {
        const isInline =
          getComputedStyle(control).display === 'inline' && control.closest('p, li, dd, .markdown') !== null;
        return isInline || control.closest('[data-slot="track-row"]') !== null;
      }

      function isWellInside(control: Element): boolean {
        const { top, bottom, left, right } = control.getBoundingClientRect();
        const middle = (top + bottom) / 2;
        return left >= 0 && right <= innerWidth && middle >= least / 2 && middle + least / 2 <= innerHeight;
      }

      /** How many pixels above one another hit it; null where something covers it. */
      function heightOf(control: HTMLElement): number | null {
        const box = control.getBoundingClientRect();
        const x = Math.min(Math.max(box.left + Math.min(box.width / 2, 20), 1), innerWidth - 2);
        const middle = Math.round(box.top + box.height / 2);
        const hits = (y: number) => {
          const hit = document.elementFromPoint(x, y);
          return hit !== null && (control.contains(hit) || hit.closest('label')?.control === control);
        };
        if (!hits(middle)) return null;
        let from = middle;
        let to = middle;
        while (to - from < 100 && hits(from - 1)) from--;
        while (to - from < 100 && hits(to + 1)) to++;
        return to - from + 1;
      }
    },
    { CONTROLS, least, within },
  );
}
