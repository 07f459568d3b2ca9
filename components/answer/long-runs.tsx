import type { ReactNode } from 'react';

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
