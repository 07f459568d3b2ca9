import type { LongPart, AnswerPiece as Piece } from '@/lib/comparison/beginning';
import type { LaneRecord } from '@/lib/protocol/comparison';
import { PlainText } from '../answer/plain-text';
import { LaneBadge, laneColor } from './lane-badge';

interface AnswerPieceProps {
  lane: LaneRecord;
  turn: number;
  attempt: number;
  part: LongPart;
  /** Where the piece begins, and how long the part is, in UTF-16 units. */
  after: number;
  length: number;
  piece: Piece;
}

const WORDS = { text: 'Answer', reasoning: 'Thinking' } as const;

/** A piece of a long answer as a page of its own, in plain text, for readers without script. */
export function AnswerPiece({ lane, turn, attempt, part, after, length, piece }: AnswerPieceProps) {
  const end = after + piece.content.length;
  const onward = `?turn=${turn}&lane=${lane.lane}&attempt=${attempt}&part=${part}&after=${piece.next}`;
  return (
    <main data-slot="answer-piece" className="mx-auto max-w-3xl px-4 py-8 sm:px-7" style={laneColor(lane.lane)}>
      <h1 className="flex items-center gap-2 font-semibold text-base">
        <LaneBadge lane={lane.lane} />
        <bdi>{lane.name}</bdi>
      </h1>
      <p className="mt-1 text-[13px] text-ink-2">
        {`${WORDS[part]}, turn ${turn}, attempt ${attempt}: ${range(after, end)} of ${length.toLocaleString('en')} characters, as written.`}
      </p>
      <p dir="auto" className="mt-5 whitespace-pre-wrap text-[14.5px] leading-[1.58] [overflow-wrap:anywhere]">
        <PlainText text={piece.content} />
      </p>
      <nav aria-label="Pieces" className="mt-6 flex gap-5 border-line border-t pt-3 text-sm">
        <a href="?" className="underline underline-offset-2">
          Back to the comparison
        </a>
        {piece.next !== null && (
          <a href={onward} rel="next" className="underline underline-offset-2">
            Show more
          </a>
        )}
      </nav>
    </main>
  );
}

function range(from: number, to: number): string {
  if (to <= from) return 'nothing after';
  return `${(from + 1).toLocaleString('en')} to ${to.toLocaleString('en')}`;
}
