import type { NextConfig } from 'next';

const config: NextConfig = {
  // The benchmark sets it: a folder that holds the packages too.
  turbopack: { root: process.env.BENCH_ROOT },
  typescript: { ignoreBuildErrors: true },
  agentRules: false,
};

export default config;
