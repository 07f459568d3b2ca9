/** Runs once when the server starts. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  if (process.env.NODE_ENV === 'production') {
    const { standBeforeNext } = await import('@/app/_gate/stand-before-next');
    standBeforeNext();
  }
  const { startApp } = await import('./lib/service/start-app');
  await startApp();
}
