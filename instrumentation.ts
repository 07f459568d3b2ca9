/** Runs once when the server starts: settings that are wrong stop it here, with a sentence, and not at the first ask. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { abreast } = await import('@/lib/run/abreast');
  abreast();
}
