import { harmlessCell } from '@/lib/comparison/formula-like';

/** It may begin with a sign, and is calculated with. */
const NUMBER = /^[+-]?[\d.,\s]*%?$/;

/** @returns the cells of a table row by row, as a reader sees them; formulas as they were written. */
export function readCells(table: HTMLTableElement | null): string[][] {
  return [...(table?.rows ?? [])].map((row) => [...row.cells].map(textOf));
}

function textOf(cell: HTMLTableCellElement): string {
  const copy = cell.cloneNode(true) as HTMLElement;
  for (const formula of copy.querySelectorAll('math')) {
    formula.replaceWith(formula.querySelector('annotation')?.textContent ?? '');
  }
  for (const end of copy.querySelectorAll('br')) end.replaceWith(' ');
  return (copy.textContent ?? '').replace(/\s+/g, ' ').trim();
}

/** Cells with tabs between them, as spreadsheets paste them. One that a spreadsheet would take for a formula is made text. */
export function tabbed(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => row.map((cell) => (NUMBER.test(cell) ? cell : harmlessCell(cell))).join('\t')).join('\n');
}
