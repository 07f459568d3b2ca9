import type { ReactNode } from 'react';
import type { Block } from './block-mode';
import { ParsedText } from './markdown-block';
import { PlainText } from './plain-text';
import { outdented } from './read-line';

/** In characters. A longer rest is shown as it was written. */
const REST_LIMIT = 2000;

interface LongTextProps {
  block: Block;
  keepsOpen: boolean;
  idPrefix: string;
  after?: ReactNode;
}

/**
 * A long block that cannot be cut, one item of a list say, and still grows. Its beginning is parsed again each time it has
 * grown by about a quarter; what came since is parsed by itself. Once finished the block is parsed whole.
 */
export function LongText({ block, keepsOpen, idPrefix, after }: LongTextProps) {
  const { key, text, definitions, listFrom } = block;
  const step = 2 ** Math.floor(Math.log2(text.length)) / 4;
  const end = text.lastIndexOf('\n', text.length - (text.length % step)) + 1;
  const rest = outdented(text.slice(end));
  const parsed = { block: key, definitions, keepsOpen, idPrefix };
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
