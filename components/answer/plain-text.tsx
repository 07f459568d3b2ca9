import { memo, type ReactNode } from 'react';
import { withRuns } from './long-text';

/** In characters. One more letter lays out its chunk again, not all of a long text. */
const CHUNK = 4000;

interface PlainTextProps {
  /** Of any length. It may grow. */
  text: string;
  /** Shown right after the last character. */
  after?: ReactNode;
}

/** Text as it is. Each text node is alone in its element, so that React finds it though a translator put it elsewhere. */
export function PlainText({ text: written, after }: PlainTextProps) {
  // On the server half a character would become another one than in the browser.
  const text = written.toWellFormed();
  const chunks = chunksOf(text);
  return (
    <>
      {chunks.map((chunk, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a chunk never moves.
        <Chunk key={index} text={chunk} alone={chunks.length === 1} />
      ))}
      {after}
    </>
  );
}

/** A block of its own, from the second on: then a browser need not lay out those that nobody sees. */
const Chunk = memo(function Chunk({ text, alone }: { text: string; alone: boolean }) {
  return <span className={alone ? undefined : 'chunk'}>{withRuns(text)}</span>;
});

/** Ends a chunk with a line or a word if it can. Where text is added, only the last chunk changes. */
function chunksOf(text: string): string[] {
  const chunks: string[] = [];
  let from = 0;
  while (text.length - from > CHUNK) {
    const chunk = text.slice(from, from + CHUNK);
    let end = [chunk.lastIndexOf('\n') + 1, chunk.lastIndexOf(' ') + 1].find((each) => each > CHUNK / 2) ?? CHUNK;
    // Not within a character of two units.
    if (/[\ud800-\udbff]/.test(chunk[end - 1] ?? '')) end -= 1;
    chunks.push(chunk.slice(0, end));
    from += end;
  }
  return [...chunks, text.slice(from)];
}
