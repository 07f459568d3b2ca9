import { existsSync } from 'node:fs';
import { Children, freePort } from './children';

/** The built app on a database of its own, and the OpenRouter stand-in, each in its own process. */
export interface BenchServers {
  appOrigin: string;
  /** Ends both and removes the database. */
  close(): void;
}

/** @throws when the app is not built, or one of them does not start. */
export async function startBenchServers(): Promise<BenchServers> {
  if (!existsSync('.next/BUILD_ID')) throw new Error('The app is not built: run npm run build first.');
  const children = new Children();
  try {
    const [appPort, standInPort] = [await freePort(), await freePort()];
    const standInOrigin = `http://127.0.0.1:${standInPort}`;
    const standInEnv = { OPENROUTER_STAND_IN_PORT: String(standInPort) };
    await children.start(['tests/support/openrouter/serve.mjs'], standInEnv).until(`${standInOrigin}/requests`);
    const appOrigin = `http://127.0.0.1:${appPort}`;
    const appEnv = {
      HOST: '',
      SOURCES: '[]',
      PORT: String(appPort),
      DATABASE_URL: '',
      DATA_DIR: children.folder,
      OPENROUTER_BASE_URL: `${standInOrigin}/api/v1`,
      OPENROUTER_API_KEY: 'sk-or-v1-bench',
    };
    await children.start(['serve.mjs', 'start'], appEnv).until(`${appOrigin}/api/health`);
    return { appOrigin, close: () => children.close() };
  } catch (error) {
    children.close();
    throw error;
  }
}
