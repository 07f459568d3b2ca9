'use client';

import { type ReactNode, useId, useState } from 'react';
import { MarkdownBlock } from './markdown-block';
import { createSplitMemory, splitBlocks } from './split-blocks';

interface MarkdownProps {
  /** Untrusted Markdown. While streaming, each value starts with the one before. */
  text: string;
  /** More text is expected. */
  streaming: boolean;
  /** Shown right after the last character where that is text, else after the last block. */
  after?: ReactNode;
}

/** A model's answer. Finished blocks keep their elements as the text grows; only the last one is parsed anew. */
export function Markdown({ text, streaming, after }: MarkdownProps) {
  const idPrefix = useId();
  // Changed while rendering, which is safe: it saves work and has no influence on the outcome.
  const [memory] = useState(createSplitMemory);
  const blocks = splitBlocks(text, streaming, memory);
  return (
    <div className="markdown">
      {blocks.map((block, index) => (
        <MarkdownBlock
          key={block.key}
          block={block}
          idPrefix={idPrefix}
          after={index === blocks.length - 1 ? after : undefined}
        />
      ))}
      {blocks.length === 0 && after}
    </div>
  );
}
