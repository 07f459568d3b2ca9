import type { ReactNode } from 'react';
import type { Block } from './block-mode';
import { ParsedText } from './markdown-block';
import { PlainText } from './plain-text';

/** In characters. A longer rest is shown as it was written. */
const REST_LIMIT = 2000;

interface LongTextProps {
  block: Block;
  idPrefix: string;
  after?: ReactNode;
}

/**
 * A long block that cannot be cut, one item of a list say, and still grows. Its beginning is parsed again each time it has
 * grown by about a quarter; what came since is parsed by itself. Once finished the block is parsed whole.
 */
export function LongText({ block, idPrefix, after }: LongTextProps) {
  const { key, text, definitions, listFrom } = block;
  const step = 2 ** Math.floor(Math.log2(text.length)) / 4;
  const end = text.lastIndexOf('\n', text.length - (text.length % step)) + 1;
  const rest = outdented(text.slice(end));
  const parsed = { block: key, definitions, idPrefix };
  return (
    <>
      <ParsedText {...parsed} text={text.slice(0, end)} listFrom={listFrom} open={false} />
      {rest.length > REST_LIMIT ? (
        <p className="plain" dir="auto">
          <PlainText text={rest} after={after} />
        </p>
      ) : (
        <ParsedText {...parsed} text={rest} open={true} after={after} />
      )}
    </>
  );
}

/** Without the columns by which the first line is indented: what goes on with an item would be code. */
function outdented(text: string): string {
  const [indent = ''] = /^ */.exec(text) ?? [];
  return indent === '' ? text : text.replace(new RegExp(`^ {1,${indent.length}}`, 'gm'), '');
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
