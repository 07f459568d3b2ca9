'use client';

import { useRef } from 'react';
import { CopyButton } from '../ui/copy-button';
import { frameProps } from './frame-props';
import { PlainText } from './plain-text';
import { useHighlighted } from './use-highlighted';

interface CodeBlockProps {
  code: string;
  /** As the model wrote it after the fence; empty if it did not. */
  language: string;
  /** More code is expected. It stays plain until it is complete. */
  streaming: boolean;
}

/** What the model wrote after a fence, if that begins with a language's name. */
export function languageOf(info: string): string {
  return /^\s*([\w+#.-]{1,30})/.exec(info)?.[1] ?? '';
}

/** Code with its language, a button that copies it and, in the browser, highlighted syntax. */
export function CodeBlock({ code, language, streaming }: CodeBlockProps) {
  const frame = useRef<HTMLPreElement>(null);
  const highlighted = useHighlighted(code, streaming ? '' : language, frame);
  return (
    <figure className="code" dir="ltr">
      <figcaption>
        <span>{language || 'text'}</span>
        <CopyButton text={code} />
      </figcaption>
      <pre ref={frame} translate="no" {...frameProps(language ? `Code, ${language}` : 'Code')}>
        {/* Not the same element: what is highlighted is never changed bit by bit. */}
        <code key={highlighted ? 'highlighted' : 'plain'}>{highlighted ?? <PlainText text={code} />}</code>
      </pre>
    </figure>
  );
}
