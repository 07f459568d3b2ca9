import { short } from '../figures';
import { COLUMNS, type ColumnName, type Figure, isMet, measuredValue } from './figure';

/** @returns a Markdown table with a line for each figure: median or quantile of each target, and the range of its rounds. */
export function markdownTable(figures: readonly Figure[]): string {
  const targets = COLUMNS.filter((target) => figures.some((figure) => measuredValue(figure, target)));
  const head = ['row', 'figure', ...targets, 'target', 'met'];
  const lines = figures.map((figure) => [
    String(figure.row),
    figure.unit === '' ? figure.name : `${figure.name}, ${figure.unit}`,
    ...targets.map((target) => cellOf(figure, target)),
    figure.goal?.text ?? '',
    { true: 'yes', false: '**no**', null: figure.goal ? 'unknown' : '' }[String(isMet(figure))] ?? '',
  ]);
  const widths = head.map((_, column) => Math.max(...[head, ...lines].map((line) => line[column]?.length ?? 0)));
  const row = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [row(head), row(widths.map((width) => '-'.repeat(width))), ...lines.map(row)].join('\n');
}

function cellOf(figure: Figure, target: ColumnName): string {
  const measured = measuredValue(figure, target);
  if (!measured) return '';
  const { value, least, greatest } = measured;
  return least === greatest ? short(value) : `${short(value)} (${short(least)}–${short(greatest)})`;
}

/** @returns the figures as plain data, for the file beside the table. */
export function plainFigures(figures: readonly Figure[]): object[] {
  return figures.map((figure) => ({
    row: figure.row,
    name: figure.name,
    unit: figure.unit,
    target: figure.goal?.text ?? null,
    met: isMet(figure),
    values: Object.fromEntries(COLUMNS.map((target) => [target, measuredValue(figure, target)])),
  }));
}
