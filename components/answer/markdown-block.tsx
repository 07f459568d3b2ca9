import { memo, type ReactNode } from 'react';
import type { Block } from './block';
import { LongText } from './long-text';
import { MarkdownTable } from './markdown-table';
import { ParsedText } from './parsed-text';

/** In characters. Up to here parsing anew for every frame costs next to nothing. */
const LONG = 12_000;

interface MarkdownBlockProps {
  block: Block;
  idPrefix: string;
  after?: ReactNode;
}

/** One block of an answer. A finished one is never looked at again: its block stays the same object. */
export const MarkdownBlock = memo(function MarkdownBlock({ block, idPrefix, after }: MarkdownBlockProps) {
  const { key, kind, text, open, definitions } = block;
  if (kind === 'table') return <MarkdownTable block={block} idPrefix={idPrefix} after={after} />;
  if (kind === 'text' && open && text.length > LONG)
    return <LongText block={block} idPrefix={idPrefix} after={after} />;
  return <ParsedText text={text} block={key} definitions={definitions} open={open} idPrefix={idPrefix} after={after} />;
});
