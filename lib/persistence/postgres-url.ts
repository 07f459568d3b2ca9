/** Parameters that postgres.js makes something of; it would send any other to the server, which then refuses. */
const UNDERSTOOD = ['sslmode', 'sslnegotiation', 'options', 'application_name'];

export interface PostgresAddress {
  url: string;
  /** Folder of a Unix socket, which a URL can name only as a parameter. */
  host?: string;
}

/**
 * Takes from a Postgres URL what is meant for libpq alone, such as Neon's `channel_binding`.
 *
 * @throws an Error that never repeats the URL, since a password stands in it.
 */
export function readPostgresUrl(text: string): PostgresAddress {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !['postgres:', 'postgresql:'].includes(url.protocol)) {
    throw new Error('DATABASE_URL must be an address such as postgres://user:password@host/database.');
  }
  const host = url.searchParams.get('host');
  for (const name of [...url.searchParams.keys()]) if (!UNDERSTOOD.includes(name)) url.searchParams.delete(name);
  return host ? { url: url.href, host } : { url: url.href };
}
