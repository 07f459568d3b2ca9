import { isIPv4, isIPv6 } from 'node:net';

/** How a deployment knows the address of its clients. */
export interface AddressSource {
  /** How many proxies in front of this server are trusted to append an address to `X-Forwarded-For`. */
  proxyHops: number;
  /** The platform overwrites the header, so a client cannot choose what is in it. */
  onVercel: boolean;
}

/**
 * Finds the address of the client, as far as somebody trusted says it. The connection's own address is of no use: it is the
 * proxy's, or Next has filled it in from what the client has sent.
 *
 * @returns an IPv4 address, or the /64 network of an IPv6 address, which is what one client gets; null if nobody says it.
 */
export function clientAddress(headers: Pick<Headers, 'get'>, { proxyHops, onVercel }: AddressSource): string | null {
  if (onVercel) return normalized(headers.get('x-vercel-forwarded-for')?.split(',')[0] ?? headers.get('x-real-ip'));
  if (proxyHops === 0) return null;
  const appended = (headers.get('x-forwarded-for') ?? '').split(',');
  return normalized(appended.at(-proxyHops));
}

function normalized(text: string | null | undefined): string | null {
  const address = (text ?? '').trim().replace(/^\[|\](:\d+)?$/g, '');
  if (isIPv4(address)) return address;
  const [, bare, port] = /^([\d.]+):(\d+)$/.exec(address) ?? [];
  if (bare !== undefined && port !== undefined && isIPv4(bare)) return bare;
  if (!isIPv6(address)) return null;
  const mapped = /^::ffff:([\d.]+)$/i.exec(address)?.[1];
  if (mapped !== undefined && isIPv4(mapped)) return mapped;
  return `${networkOf(address)}::/64`;
}

/** @returns the first four groups. */
function networkOf(address: string): string {
  const [head = '', tail] = address.replace(/%.*$/, '').split('::');
  const before = head.split(':').filter(Boolean);
  const after = (tail ?? '').split(':').filter(Boolean);
  const missing = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  const groups = [...before, ...Array.from({ length: missing }, () => '0'), ...after];
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}
