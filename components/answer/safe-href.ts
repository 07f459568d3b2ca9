const SAFE_PROTOCOLS = new Set(['http:', 'https:', 'mailto:']);

/** The address if a model may link to it, else `undefined`: neither scripts and data nor paths within this site. */
export function safeHref(href: string): string | undefined {
  if (!URL.canParse(href)) return undefined;
  // Read as the browser will read it, which drops the tabs and line breaks of `java\tscript:`.
  const url = new URL(href);
  return SAFE_PROTOCOLS.has(url.protocol) ? url.href : undefined;
}
