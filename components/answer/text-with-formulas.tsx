import { Formula } from './formula';
import { closerOf, DOLLARS } from './formula-marks';
import { PlainText } from './plain-text';

/** A formula is closed within so many characters, or is none. */
const LONGEST = 2000;

/** So many beginnings of formulas are looked at; what follows is text. */
const MOST = 200;

const OPENER = /\\\(|\\\[|\\begin\{([a-z]{1,20}\*?)\}|(?<!\$)\$(?:\$(?!\$)|(?!\$))/g;

/** A prompt as it was typed, but for its formulas. Nothing else in it is Markdown: somebody wrote it, and no model. */
export function TextWithFormulas({ text }: { text: string }) {
  const parts = splitFormulas(text);
  if (parts.length === 1) return <PlainText text={text} />;
  // Every other part is a formula.
  return parts.map((part, index) =>
    index % 2 === 0 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: a prompt does not change.
      <PlainText key={index} text={part} />
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: a prompt does not change.
      <span key={index} dir="ltr" translate="no" className="inline-block max-w-full overflow-x-auto align-middle">
        <Formula source={part} />
      </span>
    ),
  );
}

/** @returns text and formulas by turns, beginning with text; formulas with their delimiters. Together they are the text. */
export function splitFormulas(text: string): string[] {
  const parts: string[] = [];
  let from = 0;
  let looked = 0;
  OPENER.lastIndex = 0;
  for (let opener = OPENER.exec(text); opener && looked < MOST; opener = OPENER.exec(text)) {
    looked++;
    const end = endOf(opener, text);
    if (end === null) continue;
    parts.push(text.slice(from, opener.index), text.slice(opener.index, end));
    from = end;
    OPENER.lastIndex = end;
  }
  return [...parts, text.slice(from)];
}

/** @returns where the formula that begins there ends; null if it is none. */
function endOf(opener: RegExpExecArray, text: string): number | null {
  const { 0: begun, index } = opener;
  if (begun === '$') {
    DOLLARS.lastIndex = index;
    const whole = DOLLARS.exec(text.slice(0, index + LONGEST));
    return whole && index + whole[0].length;
  }
  const from = index + begun.length;
  const closer = closerOf(opener);
  const length = text.slice(from, from + LONGEST).indexOf(closer);
  return length <= 0 ? null : from + length + closer.length;
}
