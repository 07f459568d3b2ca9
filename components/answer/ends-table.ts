import type { Line } from './read-line';

/** Whether a line below a table's rows is none of them, though no blank line came between. */
export function endsTable(line: Line): boolean {
  return Boolean(
    line.indent > 3 || line.marker || line.rule || line.fence || line.heading || line.quote || line.footnote,
  );
}
