import type { DatabaseTrouble } from '@/lib/persistence/database-away';

type DatabaseKind = 'sqlite' | 'postgres';

interface Words {
  /** Follows the name of the database. */
  text: string;
  /** Where the setting that names it stands as `%`. */
  remedy: string;
}

const WORDS: Record<DatabaseTrouble, Words> = {
  unreachable: { text: 'cannot be reached', remedy: 'Check that it runs, and that % names it.' },
  silent: { text: 'does not answer', remedy: 'See what it waits for, and the network before it.' },
  forbidden: { text: 'does not let this server in', remedy: 'Check the rights to what % names, and its password.' },
  missing: { text: 'is not there, or has lost its tables', remedy: 'Make what % names, then restart this server.' },
  removed: {
    text: 'is gone: its file was removed or replaced while it was open',
    remedy: 'Put it back, or restart this server, which begins a new one in %.',
  },
  busy: { text: 'is taken by somebody else', remedy: 'End what else holds it, or give it more connections.' },
  'read-only': { text: 'takes no writes', remedy: 'Make what % names writable: the primary, or another folder.' },
  full: { text: 'has no room left, or its disk fails', remedy: 'Free some space on its disk.' },
  damaged: { text: 'is damaged', remedy: 'Put back a backup; docs/storage.md tells how.' },
  newer: {
    text: 'was written by a newer version of Abreast',
    remedy: 'Start that newer version, or name another database in %.',
  },
  unknown: { text: 'cannot be used', remedy: 'The log of this server says more.' },
};

const NAMES: Record<DatabaseKind, { name: string; setting: string }> = {
  sqlite: { name: 'SQLite', setting: 'DATA_DIR' },
  postgres: { name: 'Postgres', setting: 'DATABASE_URL' },
};

/** @returns a sentence about it, and what can be done. No secret, and nothing that its driver said. */
export function databaseWords(kind: DatabaseKind, trouble: DatabaseTrouble): { text: string; remedy: string } {
  const { name, setting } = NAMES[kind];
  const { text, remedy } = WORDS[trouble];
  return { text: `${name} ${text}.`, remedy: remedy.replace('%', setting) };
}

export function databaseName(kind: DatabaseKind): string {
  return NAMES[kind].name;
}
