import type { Config } from 'tailwindcss';

const laneColors = Object.fromEntries(
  ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'].map((letter, index) => [letter, `var(--lane-${index + 1})`]),
);

/** What the theme defines; the values themselves stand in `app/theme.css`, once for light and once for dark. */
export default {
  content: ['./app/**/*.{ts,tsx}', './components/**/*.{ts,tsx}'],
  theme: {
    extend: {
      colors: {
        paper: 'var(--paper)',
        raised: 'var(--raised)',
        sunk: 'var(--sunk)',
        line: { DEFAULT: 'var(--line)', strong: 'var(--line-strong)' },
        ink: { DEFAULT: 'var(--ink)', 2: 'var(--ink-2)', 3: 'var(--ink-3)' },
        ok: 'var(--ok)',
        bad: 'var(--bad)',
        focus: 'var(--focus)',
        lane: laneColors,
      },
      fontFamily: {
        sans: ['var(--font-geist-sans)', 'ui-sans-serif', 'system-ui', 'sans-serif'],
        mono: ['var(--font-geist-mono)', 'ui-monospace', 'monospace'],
      },
    },
  },
} satisfies Config;
