const PLACE = Symbol.for('abreast-proxy');
const holder = globalThis as { [PLACE]?: true };

/** Called when `proxy.ts` loads. */
export function noteProxy(): void {
  holder[PLACE] = true;
}

/**
 * Whether this process is that of the proxy alone, as on Vercel, where no page or route is asked in it. There `proxy.ts` has
 * loaded before the app starts; in a process with pages it loads later, or never.
 */
export function isProxyProcess(): boolean {
  return Boolean(process.env.VERCEL) && holder[PLACE] === true;
}
