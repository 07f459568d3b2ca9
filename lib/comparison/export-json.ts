import type { ComparisonRecord } from '@/lib/protocol/comparison';
import type { Lane } from '@/lib/protocol/lane';
import type { Answer } from './answer';
import { FIGURE_COLUMNS } from './figure-table';
import { figuresOf } from './figures';
import { promptTokensOf } from './lane-messages';
import { findAttempt } from './lanes';
import type { ComparisonState } from './state';
import { turnOf } from './turns';

/** Everything, as JSON: the record, and each attempt's answer with its figures under the names that CSV has for them. */
export function exportJson(record: ComparisonRecord, state: ComparisonState): string {
  const turns = state.turns.map((turn) => ({
    ...turn,
    answers: Object.fromEntries(
      (Object.entries(turn.answers) as [Lane, readonly Answer[]][]).map(([lane, attempts]) => {
        const turnRecord = turnOf(record.turns, turn.turn);
        const promptTokens = promptTokensOf(record.turns, state, lane, turn.turn);
        const priceOf = (attempt: number) =>
          (turnRecord && findAttempt(turnRecord, lane, attempt)?.usdPerMillion) ?? null;
        return [
          lane,
          attempts.map((answer) => ({ ...answer, figures: columnsOf(answer, priceOf(answer.attempt), promptTokens) })),
        ];
      }),
    ),
  }));
  return `${JSON.stringify({ comparison: record, ...state, turns }, null, 2)}\n`;
}

function columnsOf(...of: Parameters<typeof figuresOf>) {
  const figures = figuresOf(...of);
  return Object.fromEntries(Object.entries(FIGURE_COLUMNS).map(([column, value]) => [column, value(figures)]));
}
