import { randomBytes } from 'node:crypto';
import type { NextConfig } from 'next';
import { SECURITY_HEADERS, STRICT_TRANSPORT } from './app/_gate/security-headers';

// Nothing this app builds or serves may call out, so Next's own telemetry is off as well.
process.env.NEXT_TELEMETRY_DISABLED = '1';

// One secret for a build, for lib/session/build-secret.ts: the processes that a build starts inherit it.
process.env.ABREAST_BUILD_SECRET ??= randomBytes(32).toString('base64url');

/** For every response. The gate gives each page its Content-Security-Policy, with a nonce of its own. */
const securityHeaders = Object.entries(SECURITY_HEADERS).map(([key, value]) => ({ key, value }));

/** What a route answers is data, and never a page. */
const DATA_POLICY = "default-src 'none'; frame-ancestors 'none'";

const config: NextConfig = {
  // For the Dockerfile: a folder that runs without the installed packages, by `node server.js` instead of `npm start`.
  ...(process.env.STANDALONE ? { output: 'standalone' } : {}),
  // Only in code of the server: nothing that a browser gets may hold it.
  compiler: { defineServer: { 'process.env.ABREAST_BUILD_SECRET': process.env.ABREAST_BUILD_SECRET } },
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
    { source: '/:path*', headers: securityHeaders },
    // The route of the password answers a form with a page, which brings its own.
    { source: '/api/:path((?!access$).*)', headers: [{ key: 'Content-Security-Policy', value: DATA_POLICY }] },
    // A crawler that shows the card of a link loads it from its own site.
    ...['/opengraph-image', '/s/:slug/opengraph-image'].map((source) => ({
      source,
      headers: [{ key: 'Cross-Origin-Resource-Policy', value: 'cross-origin' }],
    })),
    {
      source: '/:path*',
      has: [{ type: 'header', key: 'x-forwarded-proto', value: 'https' }],
      headers: [{ key: STRICT_TRANSPORT.name, value: STRICT_TRANSPORT.value }],
    },
  ],
};

export default config;
