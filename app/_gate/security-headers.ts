import type { IncomingMessage, ServerResponse } from 'node:http';

/** On every response. `next.config.ts` sets them on what Next answers, the gate on its own answers. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  // The address of a link is the permission to read what it shows, so no other site gets it.
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': [
    'accelerometer=()',
    'browsing-topics=()',
    'camera=()',
    'display-capture=()',
    'geolocation=()',
    'gyroscope=()',
    'microphone=()',
    'midi=()',
    'payment=()',
    'usb=()',
  ].join(', '),
};

/** Over https: a browser comes back over https only. */
export const STRICT_TRANSPORT = { name: 'Strict-Transport-Security', value: 'max-age=63072000' } as const;

/** Sets them on an answer of the gate. */
export function setSecurityHeaders({ headers }: IncomingMessage, response: ServerResponse): void {
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
  if (headers['x-forwarded-proto'] === 'https') response.setHeader(STRICT_TRANSPORT.name, STRICT_TRANSPORT.value);
}
