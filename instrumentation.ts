/** Runs once when the server starts. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { isProxyProcess } = await import('@/app/_gate/proxy-process');
  // It opens the database for links alone, and guards what it is asked by itself.
  if (isProxyProcess()) return;
  if (process.env.NODE_ENV === 'production') {
    // Before anything that takes time to load: on Vercel requests come at once.
    const { standBeforeNext } = await import('@/app/_gate/stand-before-next');
    standBeforeNext(async () => (await import('@/app/_gate/pass-gate')).passGate);
  }
  const { startApp } = await import('./lib/service/start-app');
  await startApp();
}
