import type { ComparisonRecord } from '@/lib/protocol/comparison';
import { type AnswerOnView, answersOnView } from './answers-on-view';
import type { ComparisonState } from './state';

const COLUMNS: Record<string, (answer: AnswerOnView) => string | number | null> = {
  turn: ({ turn }) => turn.turn,
  lane: ({ lane }) => lane.lane,
  attempt: ({ answer }) => answer.attempt,
  model: ({ lane }) => lane.model,
  name: ({ lane }) => lane.name,
  state: ({ answer }) => answer.phase,
  failure: ({ answer }) => (answer.phase === 'failed' ? answer.failure.code : null),
  first_token_ms: ({ figures }) => figures.firstToken,
  wait_ms: ({ figures }) => figures.wait,
  think_ms: ({ figures }) => figures.think,
  write_ms: ({ figures }) => figures.write,
  total_ms: ({ figures }) => figures.total,
  tokens_per_second: ({ figures }) => figures.tokensPerSecond && Math.round(figures.tokensPerSecond * 100) / 100,
  output_tokens: ({ figures }) => figures.tokens.output,
  tokens_estimated: ({ figures }) => String(figures.tokens.estimated),
  cost_usd: ({ figures }) => figures.cost?.usd ?? null,
  cost_estimated: ({ figures }) => (figures.cost ? String(figures.cost.estimated) : null),
  prompt: ({ turn }) => turn.prompt,
  answer: ({ answer }) => answer.text,
};

/** One row an answer, RFC 4180. A cell that a spreadsheet would take for a formula is made text. */
export function exportCsv(record: ComparisonRecord, state: ComparisonState): string {
  const rows = answersOnView(record, state).map((answer) => Object.values(COLUMNS).map((value) => value(answer)));
  return [Object.keys(COLUMNS), ...rows].map((cells) => `${cells.map(cell).join(',')}\r\n`).join('');
}

function cell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const harmless = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
