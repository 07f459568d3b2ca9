import { countedWords, longerWords, longestWords } from '@/lib/comparison/board-words';
import type { BoardAnswer, BoardQuery } from '@/lib/protocol/board';
import { boardAddress } from './board-filters';

/** What the numbers above do not say: length, which ballots are left out, and what is not kept. */
export function BoardNotes({ board, query }: { board: BoardAnswer; query: BoardQuery }) {
  const { counted, named } = countedWords(board, query);
  const sentences = [longestWords(board, query), longerWords(board), ...counted].filter(
    (sentence) => sentence !== null,
  );
  return (
    <div
      data-slot="board-notes"
      className="mt-5 max-w-[70ch] border-line-strong border-l-2 pl-3 text-[13px] text-ink-2 leading-relaxed"
    >
      <p>{sentences.join(' ')}</p>
      {named !== null && (
        <p>
          <span>{`${named} `}</span>
          <a href={boardAddress(query, { named: !query.named })} className="text-ink underline underline-offset-2">
            {query.named ? 'Leave them out' : 'Include them'}
          </a>
        </p>
      )}
    </div>
  );
}
