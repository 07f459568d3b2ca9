import type { DiffBlock, DiffLine } from '@/lib/comparison/diff';
import type { Lane } from '@/lib/protocol/lane';
import { LaneBadge, laneColor } from '../lane/lane-badge';

interface DiffRowsProps {
  blocks: readonly DiffBlock[];
  /** Lines that both have are only counted. */
  brief: boolean;
  left: Lane;
  right: Lane;
}

/** Two texts side by side, on a phone one below the other. What only one has is marked by ground and underline. */
export function DiffRows({ blocks, brief, left, right }: DiffRowsProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section aria-label="What differs" tabIndex={0} className="min-h-0 flex-1 overflow-auto outline-offset-[-2px]">
      <div data-slot="diff" className="text-[14px] leading-relaxed">
        {blocks.map((block, index) =>
          block.same && brief ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: blocks have no other name, and never move.
            <p key={index} className="border-line border-b bg-sunk px-4 py-1 text-ink-2 text-xs">
              {block.left.length === 1 ? '1 line is the same' : `${block.left.length} lines are the same`}
            </p>
          ) : (
            // biome-ignore lint/suspicious/noArrayIndexKey: as above.
            <div key={index} className={`grid sm:grid-cols-2 ${block.same ? '' : 'border-line border-y'}`}>
              <Side lines={block.left} lane={left} differs={!block.same} mark="del" />
              <Side lines={block.right} lane={right} differs={!block.same} mark="ins" />
            </div>
          ),
        )}
      </div>
    </section>
  );
}

/** A whole line is marked by the bar beside it, too; a part by an underline. */
const WHOLE = 'diff-mark no-underline';
const PART = 'diff-mark underline decoration-(--c) decoration-2 underline-offset-3';

interface SideProps {
  lines: readonly DiffLine[];
  lane: Lane;
  differs: boolean;
  mark: 'del' | 'ins';
}

/** What one text has of a block. The same lines are shown once on a phone. */
function Side({ lines, lane, differs, mark }: SideProps) {
  const isSecondCopy = !differs && mark === 'ins';
  return (
    <div
      style={laneColor(lane)}
      className={`min-w-0 border-l-3 px-3 py-1.5 ${differs ? 'border-l-(--c)' : 'border-l-transparent'} ${isSecondCopy ? 'max-sm:hidden' : ''} ${lines.length === 0 ? 'max-sm:hidden' : ''}`}
    >
      {differs && lines.length > 0 && (
        <span className="float-right ml-2">
          <LaneBadge lane={lane} />
        </span>
      )}
      {lines.map((line, index) => (
        <p
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other name, and never move.
          key={index}
          dir="auto"
          className={`min-h-[1lh] whitespace-pre-wrap [overflow-wrap:anywhere] ${line.code ? 'bg-sunk font-mono text-[12.5px]' : ''}`}
        >
          {line.parts.map(({ text, differs: isMarked }, at) => {
            const Mark = isMarked ? mark : 'span';
            return (
              <Mark
                // biome-ignore lint/suspicious/noArrayIndexKey: as above.
                key={at}
                className={isMarked ? (line.parts.length > 1 ? PART : WHOLE) : undefined}
              >
                {text}
              </Mark>
            );
          })}
        </p>
      ))}
    </div>
  );
}
