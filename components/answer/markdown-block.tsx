import { memo, type ReactNode, useMemo, useState } from 'react';
import type { Block } from './block-mode';
import type { Definitions } from './definitions';
import { FencedCode } from './fenced-code';
import { LongText } from './long-text';
import { MarkdownTable } from './markdown-table';
import { parseMarkdown } from './parse-markdown';
import { PlainText } from './plain-text';
import { tokenElements } from './token-elements';

/** In characters. Up to here parsing again for every frame costs next to nothing. */
const LONG = 4000;

/** In characters. A longer block is shown as it was written. */
const PARSED_LIMIT = 200_000;

interface MarkdownBlockProps {
  block: Block;
  idPrefix: string;
  after?: ReactNode;
}

/** One block of an answer. A finished one is never looked at again: its block stays the same object. */
export const MarkdownBlock = memo(function MarkdownBlock({ block, idPrefix, after }: MarkdownBlockProps) {
  const { key, kind, text, open, definitions, listFrom } = block;
  const [keepsOpen] = useState(open);
  if (kind === 'table') return <MarkdownTable block={block} idPrefix={idPrefix} after={after} />;
  if (kind === 'fence') return <FencedCode block={block} after={after} />;
  if (kind === 'plain' || text.length > PARSED_LIMIT) {
    return (
      <p className={kind === 'plain' ? 'plain chunk' : 'plain'} dir="auto">
        <PlainText text={text.replace(/^\n/, '')} after={after} />
      </p>
    );
  }
  if (open && text.length > LONG)
    return <LongText block={block} keepsOpen={keepsOpen} idPrefix={idPrefix} after={after} />;
  return <ParsedText {...{ text, block: key, definitions, listFrom, open, keepsOpen, idPrefix, after }} />;
});

interface ParsedTextProps {
  text: string;
  block: Block['key'];
  definitions: Definitions;
  listFrom?: number | undefined;
  open: boolean;
  keepsOpen?: boolean;
  idPrefix: string;
  after?: ReactNode;
}

/** Parses Markdown and renders it; again only when its input has changed. */
export const ParsedText = memo(function ParsedText(props: ParsedTextProps) {
  const { text, block, definitions, listFrom, open, keepsOpen, idPrefix, after } = props;
  const parsed = useMemo(() => parseMarkdown(text, definitions, block, open), [text, definitions, block, open]);
  if (!parsed) {
    return (
      <p className="plain" dir="auto">
        <PlainText text={text} after={after} />
      </p>
    );
  }
  return tokenElements(parsed.tokens, { idPrefix, block, scope: parsed.scope, listFrom, open, keepsOpen, after });
});
