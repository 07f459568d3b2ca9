import type { NextConfig } from 'next';

// Nothing this app builds or serves may call out, so Next's own telemetry is off as well.
process.env.NEXT_TELEMETRY_DISABLED = '1';

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  typedRoutes: true,
  // `next dev` otherwise writes an AGENTS.md when it thinks that a coding agent runs it.
  agentRules: false,
};

export default config;
