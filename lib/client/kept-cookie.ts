/** A year, s. */
const KEPT_FOR_S = 31_536_000;

/** Keeps a choice about the look of pages in this browser, where the server reads it too. @param value '' forgets it. */
export function keepCookie(name: string, value: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not everywhere, and not on plain HTTP.
  document.cookie = `${name}=${value}; path=/; max-age=${value === '' ? 0 : KEPT_FOR_S}; samesite=lax`;
}
