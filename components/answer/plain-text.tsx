import { memo, type ReactNode } from 'react';

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

/** In characters. More than this without a place to break the line is a run: base64, minified code, one letter for ever. */
const LONG = 200;

/** In characters. Chinese and its like break between any two letters, and have no blanks: only far longer text is a run. */
const LONG_OF_WIDE = 2000;

const WORD = /[^ \t\n\u2000-\u2006\u2008-\u200b\u3000]+/g;
const NARROW = /[^\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]{200,}/g;

const JOINER = '\u200d';

/** What belongs to the character before it. */
const CONTINUES = /^(?:[\udc00-\udfff]|\p{M}|\p{Emoji_Modifier}|\u200d)/u;

/**
 * Text with its long runs cut into small elements, which lines may break in and between. A browser lays out one long run
 * in time that grows with the square of its length, and a letter with a thousand accents too.
 */
export function withRuns(text: string): ReactNode {
  if (text.length < LONG) return text;
  const nodes: ReactNode[] = [];
  let end = 0;
  for (const { from, to } of runsOf(text)) {
    if (from > end) nodes.push(<span key={end}>{text.slice(end, from)}</span>);
    for (let at = from; at < to; at = end) {
      end = endOfPiece(text, at, to);
      nodes.push(
        <span key={at} className="run">
          {text.slice(at, end)}
        </span>,
        <wbr key={`${at}-`} />,
      );
    }
  }
  if (nodes.length === 0) return text;
  if (end < text.length) nodes.push(<span key={end}>{text.slice(end)}</span>);
  return nodes;
}

function* runsOf(text: string): Generator<{ from: number; to: number }> {
  for (const { 0: word, index } of text.matchAll(WORD)) {
    if (word.length < LONG) continue;
    if (word.length >= LONG_OF_WIDE) yield { from: index, to: index + word.length };
    else
      for (const run of word.matchAll(NARROW)) yield { from: index + run.index, to: index + run.index + run[0].length };
  }
}

/** Not within a character, unless it is very long itself. */
function endOfPiece(text: string, from: number, to: number): number {
  let end = from + LONG;
  while (end < from + LONG + 20 && (text[end - 1] === JOINER || CONTINUES.test(text.slice(end, end + 2)))) end++;
  // However long the character is, its halves stay together.
  if (/[\udc00-\udfff]/.test(text[end] ?? '')) end++;
  return Math.min(end, to);
}
