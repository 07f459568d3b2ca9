import { isIPv4 } from 'node:net';

/** @param host a name or an address, an IPv6 address also in brackets. @returns whether only this machine is reached by it. */
export function isLoopback(host: string): boolean {
  const name = host
    .toLowerCase()
    .replace(/\.$/, '')
    .replace(/^\[|\]$/g, '');
  // An IPv4 address may also be written as one of IPv6.
  const address = name.replace(/^::ffff:/, '');
  return name === 'localhost' || name.endsWith('.localhost') || name === '::1' || isLoopback4(address);
}

function isLoopback4(address: string): boolean {
  return isIPv4(address) && address.startsWith('127.');
}

/** @returns whether SITE_URL, if it is set, is an address of this machine: then nobody else is meant to come. */
export function isLocalSite(siteUrl: string | null): boolean {
  return siteUrl === null || isLoopback(new URL(siteUrl).hostname);
}
