'use client';

import { memo, type ReactNode, useId, useState } from 'react';
import type { Block } from './block-mode';
import { MarkdownBlock } from './markdown-block';
import { createSplitMemory, splitBlocks } from './split-blocks';

/** So many blocks are compared and rendered together: a new one costs React those of its section, not all. */
const SECTION = 64;

export interface MarkdownProps {
  /** Untrusted Markdown. While streaming, each value starts with the one before. */
  text: string;
  /** More text is expected. */
  streaming: boolean;
  /** Shown right after the last character where that is text, else after the last block. */
  after?: ReactNode;
}

/** A model's answer. As the text grows, finished blocks keep their elements; only the last block is parsed again. */
export function Markdown({ text, streaming, after }: MarkdownProps) {
  const idPrefix = useId();
  // Changed while rendering, which is safe: it saves work and has no influence on the outcome.
  const [memory] = useState(createSplitMemory);
  const blocks = splitBlocks(text, streaming, memory);
  const last = Math.ceil(blocks.length / SECTION) - 1;
  return (
    <div className="markdown">
      {Array.from({ length: last + 1 }, (_, index) => (
        <Section
          // biome-ignore lint/suspicious/noArrayIndexKey: a block never moves.
          key={index}
          blocks={blocks.slice(index * SECTION, (index + 1) * SECTION)}
          idPrefix={idPrefix}
          after={index === last ? after : undefined}
        />
      ))}
      {blocks.length === 0 && after}
    </div>
  );
}

interface SectionProps {
  blocks: readonly Block[];
  idPrefix: string;
  after: ReactNode;
}

const Section = memo(function Section({ blocks, idPrefix, after }: SectionProps) {
  return blocks.map((block, index) => (
    <MarkdownBlock
      key={block.key}
      block={block}
      idPrefix={idPrefix}
      after={index === blocks.length - 1 ? after : undefined}
    />
  ));
}, isSameSection);

function isSameSection(before: SectionProps, now: SectionProps): boolean {
  return (
    before.after === now.after &&
    before.idPrefix === now.idPrefix &&
    before.blocks.length === now.blocks.length &&
    before.blocks.every((block, index) => block === now.blocks[index])
  );
}
