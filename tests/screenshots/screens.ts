import { fileURLToPath } from 'node:url';

export const PROMPT = 'Why does 0.1 + 0.2 !== 0.3, and what should I do about it in a billing system?';

export const SCREENS = [
  { name: 'light', colorScheme: 'light', viewport: { width: 1440, height: 900 } },
  { name: 'dark', colorScheme: 'dark', viewport: { width: 1440, height: 900 } },
  { name: 'phone', colorScheme: 'light', viewport: { width: 390, height: 844 } },
] as const;

/** The question in words of this screen's own: the flaky model fails at its first asking of a question. */
export function promptOf(screen: string, unlike = ''): string {
  return `${PROMPT}${unlike}${' '.repeat(SCREENS.findIndex(({ name }) => name === screen))}`;
}

export function file(name: string): string {
  return fileURLToPath(new URL(`../../test-results/screenshots/${name}.png`, import.meta.url));
}
