import { PLAIN_PAGE_POLICY } from '@/app/_gate/content-policy';

/** The look of the app's own pages, for a page made without Next and Tailwind. */
const STYLE = `
  :root { color-scheme: light dark; --paper: #fbfaf7; --ink: #1b1a17; --ink-2: #5d5a52 }
  @media (prefers-color-scheme: dark) { :root { --paper: #141412; --ink: #f1efe8; --ink-2: #b4b0a4 } }
  body { margin: 0; min-height: 100dvh; display: grid; place-items: center; padding: 0 24px; box-sizing: border-box;
    background: var(--paper); color: var(--ink); font: 15px/1.5 ui-sans-serif, system-ui, sans-serif }
  main { max-width: 28rem } h1 { font-size: 20px; letter-spacing: -.01em; margin: 0 } p { color: var(--ink-2); margin: 8px 0 20px }
  a { color: inherit; text-underline-offset: 2px }`;

interface PlainPage {
  status: number;
  title: string;
  heading: string;
  reason: string;
}

/** A page with a status that a page of Next cannot have. Nothing is escaped: pass constant texts only. */
export function plainPage({ status, title, heading, reason }: PlainPage): Response {
  const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no, url=no">
<link rel="icon" href="/icon.svg">
<title>${title} · Abreast</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${heading}</h1>
<p>${reason}</p>
<a href="/">Start a new comparison</a>
</main>
</body>
</html>
`;
  return new Response(page, {
    status,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-store',
      'Content-Security-Policy': PLAIN_PAGE_POLICY,
    },
  });
}
