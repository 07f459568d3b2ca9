const SAFE_PROTOCOLS = new Set(['http:', 'https:', 'mailto:']);

/** What reorders the text around it: marks, embeddings, overrides and isolates of Unicode's bidirectional algorithm. */
const DIRECTION_CONTROLS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** What shows nothing by itself: spaces, joiners, fillers, marks without a letter, characters that no font has. */
const INVISIBLE = /[\s\p{Default_Ignorable_Code_Point}\p{M}\p{C}\u2800\u{1d159}]/gu;

/** Signs that look like a dot, within a word. */
const DOTS = /([\p{L}\p{N}])[。·•∙⋅ꓸ٠۰ꞏ⸳܁܂‧・⸱](?=[\p{L}\p{N}])/gu;

/** Endings of files that no host has. */
const FILE = /\.(?:[cm]?[jt]sx?|json|html?|css|txt|pdf|ya?ml|toml|xml|csv|png|jpe?g|svg|gif)$/;

const IP_ADDRESS = /^\d+(?:\.\d+){3}$/;

/** In characters. A longer label counts as misleading without a closer look. */
const LABEL_LIMIT = 500;

export interface SafeLink {
  /** As the browser reads it. */
  href: string;
  /** The label without what would reorder it; the address where nothing of the label can be seen. */
  text: string;
  /** Where the link leads to, a host or a mailbox, if the label looks like another address. Shown beside the label. */
  host: string | undefined;
}

/** A link as somebody unknown wrote it, made safe to show. `undefined` if it may not be one: then its label is text. */
export function safeLink(label: string, address: string): SafeLink | undefined {
  const href = safeHref(address);
  if (href === undefined) return undefined;
  const url = new URL(href);
  const visible = isVisible(label) ? label : href;
  return { href, text: withoutDirectionControls(visible), host: isMisleading(visible, url) ? hostOf(url) : undefined };
}

/** The address if a model may link to it, else `undefined`: neither scripts and data nor paths within this site. */
export function safeHref(href: string): string | undefined {
  if (!URL.canParse(href)) return undefined;
  // Read as the browser will read it, which drops the tabs and line breaks of `java\tscript:`.
  const url = new URL(href);
  return SAFE_PROTOCOLS.has(url.protocol) ? url.href : undefined;
}

export function isVisible(text: string): boolean {
  return text.replace(INVISIBLE, '') !== '';
}

export function withoutDirectionControls(text: string): string {
  return text.replace(DIRECTION_CONTROLS, '');
}

function hostOf(url: URL): string {
  return url.protocol === 'mailto:' ? url.pathname : url.host;
}

function isMisleading(label: string, url: URL): boolean {
  // https://bank.example@evil.example leads to evil.example.
  if (url.username !== '' || url.password !== '') return true;
  if (label !== withoutDirectionControls(label)) return true;
  if (isAddressOf(label, url)) return false;
  if (label.length > LABEL_LIMIT) return true;
  const plain = label
    .normalize('NFKC')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replace(DOTS, '$1.');
  return plain.includes('://') || (plain.match(/[\p{L}\p{M}\p{N}_.-]+/gu) ?? []).some(looksLikeHost);
}

/** The label begins with the very host, letter by letter, and is one word: with a scheme or none, with `www.` or not. */
function isAddressOf(label: string, url: URL): boolean {
  const written = label.toLowerCase().replace(/^(?:https?:\/\/|mailto:)/, '');
  const [host = ''] = /^[^/?#]*/.exec(written) ?? [];
  return !/\s/.test(written) && host.replace(/^www\./, '') === hostOf(url).replace(/^www\./, '');
}

function looksLikeHost(word: string): boolean {
  const name = word.replace(/^\.+|\.+$/g, '').toLowerCase();
  const last = /\.([^.]+)$/.exec(name)?.[1];
  if (last === undefined) return name === 'localhost';
  return IP_ADDRESS.test(name) || (/^(?:[\p{L}\p{M}]{2,}|xn--.+)$/u.test(last) && !FILE.test(name));
}
