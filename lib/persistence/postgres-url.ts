import { readFileSync } from 'node:fs';
import { type ConnectionOptions, checkServerIdentity } from 'node:tls';

/** Parameters that postgres.js understands. It would send any other to the server, which refuses it. */
const UNDERSTOOD = ['sslnegotiation', 'options', 'application_name'];

/** What libpq knows for `sslmode`, from weak to strong. */
const SSL_MODES = ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full'] as const;
type SslMode = (typeof SSL_MODES)[number];

/** Parameters whose silent loss would make a connection weaker than its address says. */
const NOT_POSSIBLE: Readonly<Record<string, string>> = {
  sslcert: 'client certificates are not supported: log in with a password instead',
  sslkey: 'client certificates are not supported: log in with a password instead',
  sslcrl: 'lists of revoked certificates are not supported: remove it',
  sslcrldir: 'lists of revoked certificates are not supported: remove it',
  requiressl: 'it is obsolete: write sslmode=require instead',
  ssl_min_protocol_version: 'it is always TLS 1.2 or newer: remove it',
  ssl_max_protocol_version: 'it cannot be lowered: remove it',
};

interface PostgresAddress {
  url: string;
  /** Folder of a Unix socket, which a URL can name only as a parameter. */
  host?: string;
  /** How postgres.js encrypts: not at all, only where the server can, or with these options. */
  ssl: false | 'prefer' | ConnectionOptions;
}

/**
 * Reads a Postgres URL. What it says of encryption means what it means to libpq; parameters that only libpq understands
 * are removed.
 *
 * @throws an Error that names the parameter and never repeats the URL, since it contains a password.
 */
export function readPostgresUrl(text: string): PostgresAddress {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !['postgres:', 'postgresql:'].includes(url.protocol)) {
    throw new Error('DATABASE_URL must be an address such as postgres://user:password@host/database.');
  }
  const host = url.searchParams.get('host');
  // Like libpq, which does not encrypt what stays within a machine.
  const ssl = host?.startsWith('/') ? false : readSsl(url.searchParams, host ?? url.hostname);
  for (const name of [...url.searchParams.keys()]) if (!UNDERSTOOD.includes(name)) url.searchParams.delete(name);
  return host ? { url: url.href, host, ssl } : { url: url.href, ssl };
}

function readSsl(searchParams: URLSearchParams, hostname: string): PostgresAddress['ssl'] {
  for (const [name, reason] of Object.entries(NOT_POSSIBLE)) if (searchParams.has(name)) throw refused(name, reason);
  const rootFile = searchParams.get('sslrootcert');
  const mode = readMode(searchParams, rootFile);
  const isDirect = oneOf(searchParams, 'sslnegotiation', ['postgres', 'direct']) === 'direct';
  const isBound = oneOf(searchParams, 'channel_binding', ['disable', 'prefer', 'require']) === 'require';
  if (mode === 'disable' || mode === 'allow' || mode === 'prefer') {
    if (isDirect) throw refused('sslnegotiation', 'direct needs sslmode=require or stronger');
    if (isBound) throw refused('channel_binding', 'require needs sslmode=require or stronger');
    // libpq tries without encryption first for `allow`; whoever accepts both may as well have it.
    return mode === 'disable' ? false : 'prefer';
  }
  const ca = rootFile === null || rootFile === 'system' ? {} : { ca: readRootFile(rootFile) };
  // The driver cannot bind a login to its channel. Verifying the server in full keeps strangers out as well.
  if (mode === 'verify-full' || isBound) {
    const name = hostname.replace(/^\[|\]$/g, '');
    // For an IP address Node would compare the certificate with `localhost`.
    return {
      ...ca,
      rejectUnauthorized: true,
      checkServerIdentity: (_, certificate) => checkServerIdentity(name, certificate),
    };
  }
  // For libpq `require` with a root certificate is `verify-ca`.
  if (mode === 'verify-ca' || rootFile !== null) {
    return { ...ca, rejectUnauthorized: true, checkServerIdentity: () => undefined };
  }
  return { rejectUnauthorized: false };
}

/** Without `sslmode` nothing is encrypted, unless `ssl=true` or `sslrootcert=system` asks for it. */
function readMode(parameters: URLSearchParams, rootFile: string | null): SslMode {
  const ssl = oneOf(parameters, 'ssl', ['true', 'false']);
  const mode = oneOf(parameters, 'sslmode', SSL_MODES);
  if (rootFile === 'system' && mode !== null && mode !== 'verify-full') {
    throw refused('sslrootcert', 'system needs sslmode=verify-full');
  }
  if (mode !== null) return mode;
  if (rootFile === 'system') return 'verify-full';
  return ssl === 'true' ? 'require' : 'disable';
}

function oneOf<Value extends string>(
  parameters: URLSearchParams,
  name: string,
  values: readonly Value[],
): Value | null {
  const given = parameters.get(name);
  const value = values.find((known) => known === given);
  if (given !== null && value === undefined) throw refused(name, `it must be one of ${values.join(', ')}`);
  return value ?? null;
}

function readRootFile(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw refused('sslrootcert', 'its file cannot be read: name a file of PEM certificates, or write system');
  }
}

function refused(name: string, reason: string): Error {
  return new Error(`DATABASE_URL cannot have this ${name}: ${reason}.`);
}
