import { randomBytes } from 'node:crypto';

/** @returns 128 random bits, URL-safe: an id is also the permission to read what it names. */
export function newId(): string {
  return randomBytes(16).toString('base64url');
}
