import { PLAIN_PAGE_POLICY } from '@/app/_gate/content-policy';

/** The look of the app's own pages, for a page made without Next and Tailwind. */
const STYLE = `
  :root { color-scheme: light dark; --paper: #fbfaf7; --ink: #1b1a17; --ink-2: #5d5a52; --bad: #a8281a }
  @media (prefers-color-scheme: dark) { :root { --paper: #141412; --ink: #f1efe8; --ink-2: #b4b0a4; --bad: #ff9d8a } }
  body { margin: 0; min-height: 100dvh; display: grid; place-items: center; padding: 0 24px; box-sizing: border-box;
    background: var(--paper); color: var(--ink); font: 15px/1.5 ui-sans-serif, system-ui, sans-serif }
  main { max-width: 28rem } h1 { font-size: 20px; letter-spacing: -.01em; margin: 0 } p { color: var(--ink-2); margin: 8px 0 20px }
  a { color: inherit; text-underline-offset: 2px } label { display: block; margin-bottom: 4px }
  input[type=password] { font: inherit; font-size: 16px; color: inherit; background: transparent; padding: 7px 10px;
    border: 1px solid var(--ink-2); border-radius: 8px; width: 14rem; max-width: 100%; box-sizing: border-box }
  button { font: inherit; padding: 7px 14px; border: 0; border-radius: 8px; background: var(--ink); color: var(--paper) }
  [role=alert] { color: var(--bad) }`;

interface PlainPage {
  status: number;
  title: string;
  heading: string;
  reason: string;
}

/** Of a page without script. */
export const PLAIN_PAGE_HEADERS = {
  'Content-Type': 'text/html; charset=utf-8',
  'Cache-Control': 'no-store',
  'Content-Security-Policy': PLAIN_PAGE_POLICY,
};

/** A page with a status that a page of Next cannot have. Nothing is escaped: pass constant texts only. */
export function plainPage({ status, title, heading, reason }: PlainPage): Response {
  const body = `<p>${reason}</p>\n<a href="/">Start a new comparison</a>`;
  return new Response(plainHtml({ title, heading, body }), { status, headers: PLAIN_PAGE_HEADERS });
}

/** @param body HTML. @returns a whole page. Nothing is escaped. */
export function plainHtml({ title, heading, body }: { title: string; heading: string; body: string }): string {
  return `<!doctype html>
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
${body}
</main>
</body>
</html>
`;
}
