import { memo } from 'react';
import { hostOfSource, missingWords, sourcesOf, titleOfSource } from '@/lib/comparison/note-words';
import type { Note } from '@/lib/protocol/note';
import { safeHref } from '../answer/safe-link';

/** What came besides the text: cited pages, and a note on what cannot be displayed. Nothing is loaded from another server. */
export const LaneNotes = memo(function LaneNotes({ notes }: { notes: readonly Note[] }) {
  const sources = sourcesOf(notes);
  return (
    <>
      {missingWords(notes).map((words) => (
        <p
          key={words}
          data-slot="not-shown"
          className="mt-3 text-[13px] text-ink-2 [overflow-wrap:anywhere] first:mt-0"
        >
          {words}
        </p>
      ))}
      {sources.length > 0 && (
        <div data-slot="sources" className="mt-3 text-[13px] text-ink-2 first:mt-0">
          <b className="font-semibold">Sources</b>
          <ol aria-label="Sources" className="mt-1 list-decimal pl-7 tabular-nums">
            {sources.map((source, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a source never moves, and the same one may come twice.
              <li key={index} className="[overflow-wrap:anywhere]">
                <a
                  href={safeHref(source.url)}
                  title={safeHref(source.url)}
                  rel="noopener noreferrer nofollow ugc"
                  target="_blank"
                  className="rounded text-ink underline underline-offset-2"
                >
                  <bdi>{titleOfSource(source)}</bdi>
                </a>
                <span> </span>
                <bdi>{hostOfSource(source)}</bdi>
              </li>
            ))}
          </ol>
        </div>
      )}
    </>
  );
});
