import type { ReactNode } from 'react';
import type { Block } from './block';
import { ParsedText } from './parsed-text';
import { PlainText } from './plain-text';

interface LongTextProps {
  block: Block;
  idPrefix: string;
  after?: ReactNode;
}

/**
 * A long block, a list of hundreds of items say, that is still growing. It is parsed anew only each time it has grown by
 * about a thirtieth; what came since stands below it as it was written. Once finished it is parsed whole.
 */
export function LongText({ block, idPrefix, after }: LongTextProps) {
  const { key, text, definitions, listFrom } = block;
  const step = 2 ** Math.floor(Math.log2(text.length)) / 32;
  const parsed = text.lastIndexOf('\n', text.length - (text.length % step)) + 1;
  return (
    <>
      <ParsedText
        text={text.slice(0, parsed)}
        block={key}
        definitions={definitions}
        listFrom={listFrom}
        open={false}
        idPrefix={idPrefix}
      />
      <p className="plain" dir="auto">
        <PlainText text={text.slice(parsed)} after={after} />
      </p>
    </>
  );
}
