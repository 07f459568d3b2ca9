import { renderToStaticMarkup } from 'react-dom/server';
import './formulas-ready';
import type { Block } from '@/components/answer/block-mode';
import { MarkdownBlock } from '@/components/answer/markdown-block';

/** The HTML of an answer's blocks, one after the other. */
export function renderBlocks(blocks: readonly Block[]): string {
  return renderToStaticMarkup(blocks.map((block) => <MarkdownBlock key={block.key} block={block} idPrefix="answer" />));
}
