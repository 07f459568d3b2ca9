import { boardCsv, boardMarkdown } from '@/lib/comparison/board-text';
import { castWords } from '@/lib/comparison/board-words';
import type { BoardAnswer, BoardQuery } from '@/lib/protocol/board';
import { CopyButton } from '../ui/copy-button';
import { BoardFilters } from './board-filters';
import { BoardNotes } from './board-notes';
import { BoardPairs } from './board-pairs';
import { BoardReasons } from './board-reasons';
import { BoardTable } from './board-table';
import { EmptyBoard } from './empty-board';

const RULE = 'An order is stated only where the chance that it is right is 95 % or more.';

/** What ballots say about models: places, intervals and pairs, and how far all of it can be trusted. */
export function Board({ board, query }: { board: BoardAnswer; query: BoardQuery }) {
  const { models, pairs, cast, nothingKept } = board;
  const isEmpty = models.length === 0;
  return (
    <div data-slot="board">
      <h1 className="font-semibold text-[26px] tracking-tight">
        {query.of === 'mine' ? 'What your ballots say' : 'What your polls say'}
      </h1>
      <p className="mt-1 max-w-[62ch] text-ink-2 leading-normal">
        {[castWords(board), RULE].filter(Boolean).join(' ')}
      </p>
      {nothingKept && (
        <p className="mt-1 text-ink-2 text-[13px]">
          This server has no database. All ballots are lost when it restarts.
        </p>
      )}
      <div className="mt-4 mb-4 flex flex-wrap items-center gap-2">
        <BoardFilters board={board} query={query} />
        {!isEmpty && (
          <div className="ml-auto flex flex-wrap gap-2 noscript:hidden">
            <CopyButton look="plain" label="Copy as Markdown" text={boardMarkdown(board, query)} />
            <CopyButton look="plain" label="Copy as CSV" text={boardCsv(board)} />
          </div>
        )}
      </div>
      {isEmpty ? (
        <EmptyBoard board={board} query={query} />
      ) : (
        <>
          <BoardTable models={models} />
          <BoardPairs models={models} pairs={pairs} />
        </>
      )}
      {cast > 0 && <BoardNotes board={board} query={query} />}
      <BoardReasons />
    </div>
  );
}
