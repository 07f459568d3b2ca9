/** Why a database cannot be used. */
export type DatabaseTrouble =
  /** Nothing answers at its address, or the connection was lost. */
  | 'unreachable'
  /** It has accepted the connection and does not answer. */
  | 'silent'
  /** It refuses the login, or access to what we need. */
  | 'forbidden'
  /** The database, its folder or its tables do not exist. */
  | 'missing'
  /** The file was removed or replaced since it was opened. */
  | 'removed'
  /** Another process holds its lock, or all its connections. */
  | 'busy'
  | 'read-only'
  | 'full'
  | 'damaged'
  /** A newer version of this app wrote it. */
  | 'newer'
  | 'unknown';

const NAME = 'DatabaseAway';

/** The database cannot be used, now or at all. The statement may or may not have been executed. */
export class DatabaseAway extends Error {
  override readonly name = NAME;

  /** @param message for the owner of the server; it contains no password. */
  constructor(
    readonly trouble: DatabaseTrouble,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Compares names: Next bundles pages, routes and instrumentation apart, and each bundle has a class of its own. */
export function isDatabaseAway(error: unknown): error is DatabaseAway {
  return error instanceof Error && error.name === NAME;
}

/** Codes of Postgres (SQL states, or their first characters) and of its driver. */
const POSTGRES: [RegExp, DatabaseTrouble][] = [
  [/^(28|42501$)/, 'forbidden'],
  [/^(3D|3F|42P01$)/, 'missing'],
  [/^53100$/, 'full'],
  [/^(53|40001$|40P01$|55P03$)/, 'busy'],
  [/^25006$/, 'read-only'],
  [/^(58|XX00[12]$)/, 'damaged'],
  [/^(08|57)/, 'unreachable'],
  [/^CONNECT_TIMEOUT$/, 'silent'],
  [/^(CONNECTION_|E[A-Z]{3,}|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO|CERT_|ERR_TLS|ERR_SSL)/, 'unreachable'],
];

/** Codes of SQLite, as its driver writes them. */
const SQLITE: [RegExp, DatabaseTrouble][] = [
  [/^SQLITE_(BUSY|LOCKED|PROTOCOL|NOMEM)/, 'busy'],
  [/^SQLITE_READONLY/, 'read-only'],
  [/^SQLITE_(FULL|IOERR)/, 'full'],
  [/^SQLITE_(CANTOPEN|PERM|AUTH)/, 'forbidden'],
  [/^SQLITE_(CORRUPT|NOTADB)/, 'damaged'],
  [/^(CLIENT_CLOSED|TRANSACTION_CLOSED)/, 'unreachable'],
];

/** @returns the error as a DatabaseAway, or unchanged when it is a fault of ours. */
export function asDatabaseAway(kind: 'postgres' | 'sqlite', error: unknown): unknown {
  if (!(error instanceof Error) || isDatabaseAway(error)) return error;
  const { code } = error as { code?: unknown };
  if (typeof code !== 'string') return error;
  const [, trouble] = (kind === 'postgres' ? POSTGRES : SQLITE).find(([pattern]) => pattern.test(code)) ?? [];
  const missing = kind === 'sqlite' && /no such table/.test(error.message);
  const found = trouble ?? (missing ? 'missing' : null);
  return found ? new DatabaseAway(found, error.message, { cause: error }) : error;
}
