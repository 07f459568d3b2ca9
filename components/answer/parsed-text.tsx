import { memo, type ReactNode, useMemo } from 'react';
import type { Block } from './block';
import type { Definitions } from './definitions';
import { parseMarkdown } from './parse-markdown';
import { PlainText } from './plain-text';
import { tokenElements } from './token-elements';

interface ParsedTextProps {
  text: string;
  block: Block['key'];
  definitions: Definitions;
  listFrom?: number | undefined;
  open: boolean;
  idPrefix: string;
  after?: ReactNode;
}

/** Parses Markdown and shows it; anew only when something it depends on changed. */
export const ParsedText = memo(function ParsedText(props: ParsedTextProps) {
  const { text, block, definitions, listFrom, open, idPrefix, after } = props;
  const parsed = useMemo(() => parseMarkdown(text, definitions, block, open), [text, definitions, block, open]);
  if (!parsed) {
    return (
      <p className="plain" dir="auto">
        <PlainText text={text} after={after} />
      </p>
    );
  }
  return tokenElements(parsed.tokens, { idPrefix, block, scope: parsed.scope, listFrom, open, after });
});
