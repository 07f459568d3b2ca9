import { memo, type ReactNode, useDeferredValue } from 'react';
import type { Block } from './block-mode';
import type { Definitions } from './definitions';
import { parseMarkdown } from './parse-markdown';
import { PlainText } from './plain-text';
import { endsTable, readLine } from './read-line';
import { TableFrame } from './table-frame';
import { tokenElements } from './token-elements';

/** About as many cells are parsed and rendered together. */
const CHUNK_CELLS = 400;

/** A longer table is shown in part as long as it grows: each new row makes the browser lay out all of it. */
const LIVE_CHUNKS = 3;

interface MarkdownTableProps {
  block: Block;
  idPrefix: string;
  after?: ReactNode;
}

/** A top-level table. As it grows, only its last rows are parsed again. */
export function MarkdownTable({ block, idPrefix, after }: MarkdownTableProps) {
  const lines = block.text.split('\n').filter((line) => line.trim() !== '');
  // An open block's last line may turn out to be the start of what comes after the table.
  const below = block.open && lines.length > 2 && endsTable(readLine(lines.at(-1) ?? '')) ? lines.splice(-1) : [];
  const head = lines.slice(0, 2).join('\n');
  const columns = (lines[1] ?? '').split('|').filter((cell) => cell.includes('-')).length;
  const perChunk = Math.ceil(CHUNK_CELLS / columns);
  const chunks = chunkRows(lines.slice(2), perChunk);
  // When a long table is complete, the many rows left out come in behind whatever is more urgent.
  const partly = useDeferredValue(block.open) && chunks.length > LIVE_CHUNKS;
  const leftOut = (chunks.length - LIVE_CHUNKS) * perChunk;
  const shared = { head, block: block.key, definitions: block.definitions, idPrefix };

  return (
    <>
      <TableFrame open={block.open}>
        <table>
          <TableRows {...shared} rows="" part="thead" />
          {chunks.slice(0, partly ? LIVE_CHUNKS - 1 : undefined).map((chunk) => (
            <TableRows key={chunk.index} {...shared} rows={chunk.rows} part="tbody" />
          ))}
          {partly && (
            <tbody key="left-out">
              <tr>
                <td
                  colSpan={columns}
                >{`${leftOut.toLocaleString('en')} more rows, shown when the answer is complete`}</td>
              </tr>
            </tbody>
          )}
          {partly &&
            chunks.slice(-1).map((chunk) => <TableRows key={chunk.index} {...shared} rows={chunk.rows} part="tbody" />)}
        </table>
      </TableFrame>
      {below.length > 0 && (
        <p className="plain" dir="auto">
          <PlainText text={below.join('\n')} />
        </p>
      )}
      {after}
    </>
  );
}

interface Chunk {
  /** Place among the table's chunks. */
  index: number;
  rows: string;
}

function chunkRows(rows: string[], perChunk: number): Chunk[] {
  return Array.from({ length: Math.ceil(rows.length / perChunk) }, (_, index) => ({
    index,
    rows: rows.slice(index * perChunk, (index + 1) * perChunk).join('\n'),
  }));
}

interface TableRowsProps {
  /** The first two lines of the table. */
  head: string;
  rows: string;
  part: 'thead' | 'tbody';
  block: Block['key'];
  definitions: Definitions;
  idPrefix: string;
}

const TableRows = memo(function TableRows({ head, rows, part, block, definitions, idPrefix }: TableRowsProps) {
  const parsed = parseMarkdown(`${head}\n${rows}`, definitions, block, false);
  if (!parsed) return null;
  const { tokens, scope } = parsed;
  const from = tokens.findIndex((token) => token.type === `${part}_open`);
  const to = tokens.findIndex((token) => token.type === `${part}_close`);
  return tokenElements(tokens.slice(from, to + 1), { idPrefix, block, scope, open: false });
});
