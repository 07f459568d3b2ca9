import { randomBytes } from 'node:crypto';

/** @returns 128 random bits, URL-safe: a link's slug is also the permission to read what it shows. */
export function newId(): string {
  return randomBytes(16).toString('base64url');
}
