import { type ComparisonRecord, promptText } from '@/lib/protocol/comparison';
import { SETTING_NAMES, SETTINGS, type SettingValue, settingText } from '@/lib/protocol/settings';
import { endingOf } from './answer';
import { verdictOn } from './ballot-words';
import { type Cell, FIGURE_COLUMNS } from './figure-table';
import { harmlessCell } from './formula-like';
import { missingWords, sourcesOf } from './note-words';
import { type SelectedAnswer, selectAnswers } from './selected-answers';
import type { ComparisonState } from './state';

const COLUMNS: Record<string, (answer: SelectedAnswer) => Cell> = {
  turn: ({ turn }) => turn.turn,
  lane: ({ lane }) => lane.lane,
  attempt: ({ answer }) => answer.attempt,
  model: ({ lane }) => lane.model,
  name: ({ lane }) => lane.name,
  demo: ({ lane }) => lane.demo,
  ...Object.fromEntries(
    SETTING_NAMES.map((name) => [SETTINGS[name].column, ({ lane }: SelectedAnswer) => cellOf(lane.settings[name])]),
  ),
  provider: ({ answer }) => endingOf(answer)?.provider ?? null,
  served_model: ({ answer }) => endingOf(answer)?.servedModel ?? null,
  state: ({ answer }) => answer.phase,
  end_reason: ({ answer }) => endingOf(answer)?.reason ?? null,
  failure: ({ answer }) => (answer.phase === 'failed' ? answer.failure.code : null),
  ...Object.fromEntries(
    Object.entries(FIGURE_COLUMNS).map(([column, value]) => [column, ({ figures }: SelectedAnswer) => value(figures)]),
  ),
  verdict: ({ turn, answer }) => verdictOn(turn.ballot, answer),
  blind_ballot: ({ turn, answer }) => (verdictOn(turn.ballot, answer) === null ? null : (turn.ballot?.blind ?? null)),
  sources: ({ answer }) => orNull(sourcesOf(answer.notes).map(({ url }) => url)),
  not_shown: ({ answer }) => orNull(missingWords(answer.notes)),
  answer_characters: ({ answer }) => answer.text.length,
  remark: (answered) =>
    orNull([
      ...tooLong('system prompt', systemOf(answered)),
      ...tooLong('prompt', promptText(answered.turn)),
      ...tooLong('answer', answered.answer.text),
    ]),
  system: systemOf,
  prompt: ({ turn }) => promptText(turn),
  answer: ({ answer }) => answer.text,
};

/** The most characters that a spreadsheet shows of a cell: Excel's limit, and others' who read its files. */
const LONGEST_CELL = 32_767;

/** Without it spreadsheets take the text for one in the letters of their own country. */
const BYTE_ORDER_MARK = '\ufeff';

/** One row an answer, RFC 4180, with a byte order mark. A cell that a spreadsheet would take for a formula is made text. */
export function exportCsv(record: ComparisonRecord, state: ComparisonState): string {
  const rows = selectAnswers(record, state).map((answer) => Object.values(COLUMNS).map((value) => value(answer)));
  return BYTE_ORDER_MARK + [Object.keys(COLUMNS), ...rows].map(csvLine).join('');
}

function cellOf(value: SettingValue | undefined): Cell {
  return typeof value === 'object' ? settingText(value) : (value ?? null);
}

/** @returns the system prompt that the lane was sent; null for none. */
function systemOf({ turn, lane }: SelectedAnswer): string | null {
  return (lane.system ?? turn.system) || null;
}

/** A line each, an empty cell where there are none. */
function orNull(lines: readonly string[]): string | null {
  return lines.length === 0 ? null : lines.join('\n');
}

function tooLong(noun: string, text: string | null): string[] {
  const length = text?.length ?? 0;
  if (length <= LONGEST_CELL) return [];
  return [`The ${noun} has ${length} characters; a spreadsheet shows the first ${LONGEST_CELL} of a cell.`];
}

/** A line of RFC 4180 with its end. */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(cell).join(',')}\r\n`;
}

function cell(value: Cell): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  const harmless = harmlessCell(value);
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
