import type { NextConfig } from 'next';

// Nothing this app builds or serves may call out, so Next's own telemetry is off as well.
process.env.NEXT_TELEMETRY_DISABLED = '1';

/**
 * What models write is untrusted: should any of it ever become markup, it still loads nothing and sends nothing away.
 * Next's own inline scripts need 'unsafe-inline'; its development server needs to evaluate.
 */
const contentSecurityPolicy = [
  "default-src 'self'",
  `script-src 'self' 'unsafe-inline'${process.env.NODE_ENV === 'production' ? '' : " 'unsafe-eval'"}`,
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  typedRoutes: true,
  // `next dev` otherwise writes an AGENTS.md when it thinks that a coding agent runs it.
  agentRules: false,
  // Its optimizer would hand out a card from its own cache after the card's link was revoked.
  images: { unoptimized: true, localPatterns: [], remotePatterns: [] },
  // They load a program of their own, from a file beside them.
  serverExternalPackages: ['harfbuzzjs', 'wawoff2'],
  // The cards' fonts are read as files: a deployment carries them along for that route.
  outputFileTracingIncludes: {
    '/s/[slug]/opengraph-image': [
      './node_modules/geist/dist/fonts/geist-sans/Geist-{Regular,SemiBold}.ttf',
      './node_modules/@fontsource-variable/noto-sans*/unicode.json',
      './node_modules/@fontsource-variable/noto-sans*/files/*-wght-normal.woff2',
      './node_modules/harfbuzzjs/dist/harfbuzz.wasm',
    ],
  },
  headers: async () => [
    {
      source: '/:path*',
      headers: [
        { key: 'Content-Security-Policy', value: contentSecurityPolicy },
        { key: 'X-Content-Type-Options', value: 'nosniff' },
        // A link's address is the permission to read what it shows: it is told to nobody.
        { key: 'Referrer-Policy', value: 'same-origin' },
      ],
    },
  ],
};

export default config;
