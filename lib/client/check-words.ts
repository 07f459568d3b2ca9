import type { CheckRow } from './browser-rows';
import type { ServerCheckState } from './server-check';

/** All rows, in the order of the page. */
const TITLES: Record<CheckRow['id'], string> = {
  database: 'Database',
  schema: 'Tables',
  secret: 'Cookie secret',
  address: 'Address',
  key: 'House key',
  budgets: 'Budgets',
  catalog: 'List of models',
  lane: 'Longest answer',
  streaming: 'Streaming',
  clocks: 'Clocks',
};

export const STATE_WORDS: Record<CheckRow['state'], string> = { ok: 'ok', 'works-but': 'works, but', broken: 'broken' };

export interface ListedRow {
  id: CheckRow['id'];
  title: string;
  /** Null while it is checked. */
  row: CheckRow | null;
}

/** @returns the rows to list. What the server could not look at is not among them. */
export function listRows({ server, streaming, clocks }: ServerCheckState): ListedRow[] {
  const found: readonly (CheckRow | null)[] = [
    ...(server.phase === 'checked' ? server.health.rows : []),
    streaming,
    clocks,
  ];
  return Object.entries(TITLES).flatMap(([key, title]) => {
    const id = key as CheckRow['id'];
    const row = found.find((candidate) => candidate?.id === id) ?? null;
    const isMeasured = id === 'streaming' || id === 'clocks';
    return row !== null || isMeasured || server.phase === 'checking' ? [{ id, title, row }] : [];
  });
}

/** @returns the result in a sentence; null while something is checked. */
export function checkSummary(state: ServerCheckState): string | null {
  const rows = listRows(state);
  if (rows.some(({ row }) => row === null)) return null;
  const count = (wanted: CheckRow['state']) => rows.filter(({ row }) => row?.state === wanted).length;
  const [broken, worksBut] = [count('broken'), count('works-but')];
  if (state.server.phase === 'failed') return 'This server could not be asked.';
  if (broken + worksBut === 0) return 'Everything works.';
  const parts = [
    broken > 0 ? `${broken} of ${rows.length} broken` : null,
    worksBut > 0 ? `${worksBut} of ${rows.length} could be better` : null,
  ];
  return `${parts.filter(Boolean).join(', ')}.`;
}

/** @returns "Abreast 0.1.0, commit 36b546c"; null until the server has answered. */
export function versionWords({ server }: ServerCheckState): string | null {
  if (server.phase !== 'checked') return null;
  const { version, commit } = server.health;
  return `Abreast ${version}, ${commit === null ? 'commit unknown' : `commit ${commit.slice(0, 12)}`}`;
}

/** @returns all rows as Markdown, for a bug report. @param at when, ISO 8601. */
export function checkMarkdown(state: ServerCheckState, at: string, browser: string): string {
  const rows = listRows(state).map(({ title, row }) =>
    row === null
      ? [title, 'not known', '', '']
      : [title, STATE_WORDS[row.state], row.text, row.state === 'ok' ? '' : (row.remedy ?? '')],
  );
  const line = (cells: readonly string[]) => `| ${cells.map(cellOf).join(' | ')} |`;
  return [
    `${versionWords(state) ?? 'Abreast'}, checked ${at}`,
    `Browser: ${browser}`,
    '',
    line(['Part', 'State', 'Says', 'To do']),
    line(['---', '---', '---', '---']),
    ...rows.map(line),
    ...(state.server.phase === 'failed' ? ['', state.server.reason] : []),
    '',
  ].join('\n');
}

/** A bar would end the cell, and a break the table. */
function cellOf(text: string): string {
  return text.replaceAll('|', '\\|').replace(/\s*\n\s*/g, ' ');
}
