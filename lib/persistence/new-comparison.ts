import type { ComparisonRecord } from '@/lib/protocol/comparison';
import { type Part, promptText } from '@/lib/protocol/comparison';
import type { EncodedEntry } from '@/lib/protocol/frames';
import type { Lane } from '@/lib/protocol/lane';
import { COMPACTED } from './log-rows';
import { packLog } from './pack-log';
import { laneColumns } from './run-lanes';
import { modelsText, openingOf, searchText } from './search-text';
import type { SqlNow, Statement } from './sql';
import { tables, toJson, toStatement } from './tables';

interface NewComparisonOptions {
  visitor: string | null;
  /** The process that is about to begin the run. */
  owner: string | undefined;
  /** Of runs that have ended, each whole. */
  logs: ReadonlyMap<string, readonly EncodedEntry[]>;
  now: SqlNow;
}

/** @returns what inserts a comparison with its turns, runs and lanes, and the logs of runs that have ended. */
export async function newComparison(
  record: ComparisonRecord,
  { visitor, owner, logs, now }: NewComparisonOptions,
): Promise<Statement[]> {
  const { id, turns, from } = record;
  const copies = await Promise.all(
    [...logs].map(async ([run, log]) => ({
      run,
      first_sequence: COMPACTED,
      last_sequence: log.length,
      ...(await packLog(log.map(({ json }) => json))),
    })),
  );
  const created = Date.parse(record.createdAt);
  const comparison = {
    id,
    visitor,
    title_text: '',
    opening: toJson(openingOf(turns[0] ? promptText(turns[0]) : '')),
    models_text: modelsText(turns.flatMap((turn) => turn.runs.flatMap(({ lanes }) => lanes))),
    created_at: created,
    updated_at: created,
    starred: record.starred ? 1 : 0,
    lane_order: toJson(record.order),
    removed_lanes: toJson(record.removed),
    from_comparison: from?.comparison ?? null,
    from_turn: from?.turn ?? null,
    blind: record.blind ? 1 : 0,
    revealed: record.revealed ? 1 : 0,
    tags: toJson(record.tags),
    line_up: record.lineUp === null ? null : toJson(record.lineUp),
  };
  const runs = turns.flatMap(({ turn, runs }) => runs.map((run, at) => ({ turn, run, place: at + 1 })));
  const selections = turns.flatMap(({ turn, selected }) =>
    Object.entries(selected).map(([lane, attempt]) => ({ comparison: id, turn, lane: lane as Lane, attempt })),
  );
  return [
    tables.insertInto('comparisons').values(comparison),
    tables.insertInto('turns').values(turns.map((turn) => ({ comparison: id, turn: turn.turn, ...contentOf(turn) }))),
    ...(selections.length > 0 ? [tables.insertInto('selected_attempts').values(selections)] : []),
    tables.insertInto('runs').values(
      runs.map(({ turn, run, place }) => ({
        id: run.run,
        comparison: id,
        turn,
        place,
        kind: run.kind,
        owner: logs.has(run.run) ? null : (owner ?? null),
        heartbeat_at: now(),
        ended_at: logs.has(run.run) ? now() : null,
      })),
    ),
    ...copies.map((copy) => tables.insertInto('run_entries').values(copy)),
    tables.insertInto('run_lanes').values(
      runs.flatMap(({ turn, run }) =>
        run.lanes.map((asking, at) => {
          const { lane, attempt } = asking;
          const place = { run: run.run, place: at + 1, comparison: id, turn, lane, attempt };
          return { ...place, ...laneColumns(asking) };
        }),
      ),
    ),
  ].map(toStatement);
}

/** @returns the columns that hold what a turn asks. */
export function contentOf({ content, system }: { content: readonly Part[]; system: string | null }) {
  return {
    content: toJson([...content]),
    prompt_text: searchText(promptText({ content })),
    system: system === null ? null : toJson(system),
  };
}
