/**
 * Runs once when the server starts: settings that are wrong, or a database that cannot be used, stop it here with a
 * sentence, and not at the first ask. Runs that a killed process left behind are ended.
 */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { abreast } = await import('@/lib/run/abreast');
  await abreast();
}
