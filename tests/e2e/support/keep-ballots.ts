import { join } from 'node:path';
import { createClient } from '@libsql/client';
import type { StoredBallot } from '@/lib/persistence/ballots';
import type { Lane } from '@/lib/protocol/lane';
import type { Settings } from '@/lib/protocol/settings';
import { markedPrompt } from './marked-prompt';
import type { OwnServer } from './own-server';

/** A model as the ballots have it. */
export interface JudgedModel {
  model: string;
  name: string;
  vendor: string;
  settings?: Settings;
  costUsd?: number;
  firstWord?: number;
}

export interface KeptBallot {
  /** In the order of their letters; those in `best` won, and without any all are equal. */
  models: readonly JudgedModel[];
  best?: readonly number[];
  /** Of each answer; 100 without it. */
  words?: readonly number[];
  namesMaker?: boolean;
  blind?: boolean;
  tags?: readonly string[];
  lineUp?: string;
  /** Whose it is, if not the author's own. */
  voter?: string;
}

const LETTERS: readonly Lane[] = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'];
const FIRST = Date.UTC(2026, 8, 3, 12);

/**
 * Writes ballots into a server's own database, as if they had been cast over months, a day apart: each in a comparison of its
 * own, copied from one that is asked for it.
 *
 * @param author the visitor whose cookie the server's tests send.
 */
export async function keepBallots(
  server: OwnServer,
  folder: string,
  ballots: readonly KeptBallot[],
  author = 'the-visitor',
): Promise<void> {
  const body = JSON.stringify({ prompt: markedPrompt(), models: ['test/words-3', 'test/words-5'] });
  const headers = { 'content-type': 'application/json' };
  const events = await (await server.fetch('/api/compare', { method: 'POST', body, headers })).text();
  const [, comparison = ''] = /"comparison":"([\w-]+)"/.exec(events) ?? [];
  const client = createClient({ url: `file:${join(folder, 'abreast.db')}`, timeout: 5000 });
  const { rows, columns } = await client.execute({
    sql: 'SELECT * FROM comparisons WHERE id = ?',
    args: [comparison],
  });
  const insert = (table: string, values: Readonly<Record<string, unknown>>) => ({
    sql: `INSERT INTO ${table} (${Object.keys(values).join(', ')}) VALUES (${Object.keys(values).map(() => '?')})`,
    args: Object.values(values) as string[],
  });
  const statements = ballots.flatMap(({ voter, blind = true, tags = [], lineUp = null, ...ballot }, index) => {
    const id = `${comparison}-${index}`;
    const at = FIRST + index * 86_400_000;
    const own = { ...Object.fromEntries(columns.map((name) => [name, rows[0]?.[name]])), id, visitor: author };
    const stored = storedBallot(ballot, blind, at);
    return [
      insert('comparisons', {
        ...own,
        ...{ blind: blind ? 1 : 0, revealed: blind ? 1 : 0, tags: JSON.stringify(tags) },
        line_up: lineUp === null ? null : JSON.stringify(lineUp),
      }),
      insert('ballots', {
        ...{ comparison: id, turn: 1, visitor: voter ?? author, slug: voter ? 'a-slug' : null },
        ...{ blind: blind ? 1 : 0, ballot: JSON.stringify(stored), cast_at: at },
      }),
    ];
  });
  await client.batch(statements, 'write');
  client.close();
}

function storedBallot(
  { models, best, words, namesMaker = false }: KeptBallot,
  blind: boolean,
  at: number,
): StoredBallot {
  return {
    verdict: best ? 'best' : 'equal',
    best: (best ?? []).map((index) => LETTERS[index] ?? 'A'),
    blind,
    castAt: new Date(at).toISOString(),
    answers: models.map(({ settings = {}, costUsd = null, firstWord = null, ...model }, index) => ({
      ...{ ...model, settings, costUsd, firstWord, attempt: 1, namesMaker },
      ...{ lane: LETTERS[index] ?? 'A', words: words?.[index] ?? 100 },
    })),
  };
}
