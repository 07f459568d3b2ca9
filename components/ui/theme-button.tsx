'use client';

import { usePreference } from '@/lib/client/use-preference';

const NEXT: Record<string, string> = { '': 'light', light: 'dark', dark: '' };

/** A half-dark disc, a sun, a moon: all of one size, so that nothing moves. */
const SHAPES: Record<string, string> = {
  '': 'M8 2a6 6 0 1 0 0 12A6 6 0 1 0 8 2zm0 0v12M8 2a6 6 0 0 1 0 12z',
  light:
    'M8 5a3 3 0 1 0 0 6 3 3 0 1 0 0-6zM8 1v1.5m0 11V15M1 8h1.5m11 0H15M3 3l1.1 1.1m7.8 7.8L13 13m0-10-1.1 1.1M4.1 11.9 3 13',
  dark: 'M13.5 9.5A6 6 0 0 1 6.5 2.5a6 6 0 1 0 7 7z',
};

/** Changes from the system's theme to light, dark and back. */
export function ThemeButton() {
  const [theme, choose] = usePreference('theme');
  return (
    <button
      type="button"
      data-slot="theme-button"
      aria-label={`Theme: ${theme || 'system'}`}
      title={`Theme: ${theme || 'system'}. Change to ${NEXT[theme] || 'the system’s'}`}
      onClick={() => choose(NEXT[theme] ?? '')}
      className="grid size-8 flex-none place-items-center rounded-lg text-ink-2 hover:bg-sunk hover:text-ink"
    >
      <svg aria-hidden="true" viewBox="0 0 16 16" className="size-4 stroke-current" strokeWidth="1.3">
        <path
          d={SHAPES[theme] ?? SHAPES['']}
          className={theme === '' ? 'fill-current' : 'fill-none'}
          fillRule="evenodd"
        />
      </svg>
    </button>
  );
}
