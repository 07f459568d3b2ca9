'use client';

import { type ReactNode, useRef } from 'react';
import type { Block } from './block-mode';
import { CodeTools } from './code-tools';
import { frameProps } from './frame-props';
import { PlainText } from './plain-text';
import { languageOf, readLine } from './read-line';
import { useHighlighted } from './use-highlighted';

interface FencedCodeProps {
  block: Block;
  after?: ReactNode;
}

/** A top-level block of code. Nothing in it has to be parsed, so that it may grow for ever. */
export function FencedCode({ block: { text, open }, after }: FencedCodeProps) {
  const end = text.includes('\n') ? text.indexOf('\n') : text.length;
  const opening = text.slice(0, end);
  const { indent, fence } = readLine(opening);
  const run = fence?.run ?? '';
  const code = withoutClosing(text.slice(end + 1), open ? undefined : run);
  return (
    <>
      <CodeBlock
        code={
          indent === 0
            ? code
            : code
                .split('\n')
                .map((line) => outdented(line, indent))
                .join('\n')
        }
        language={languageOf(opening.trimStart().slice(run.length))}
        streaming={open}
      />
      {after}
    </>
  );
}

/** @param run what opened the code; `undefined` where nothing can have closed it. */
function withoutClosing(code: string, run: string | undefined): string {
  const end = code.lastIndexOf('\n');
  const { fence, blank } = readLine(code.slice(end + 1));
  const isClosing = run !== undefined && fence?.closes && fence.run.startsWith(run);
  return isClosing || blank ? code.slice(0, Math.max(0, end)) : code;
}

/** Without as many columns as the fence is indented by. */
function outdented(line: string, indent: number): string {
  let column = 0;
  let at = 0;
  for (; column < indent && (line[at] === ' ' || line[at] === '\t'); at++)
    column += line[at] === '\t' ? 4 - (column % 4) : 1;
  return ' '.repeat(Math.max(0, column - indent)) + line.slice(at);
}

interface CodeBlockProps {
  code: string;
  /** As the model wrote it after the fence; empty if it did not. */
  language: string;
  /** More code is expected. It stays plain until it is complete. */
  streaming: boolean;
}

/** Code with its language, what can be done with it and, in the browser, highlighted syntax. */
export function CodeBlock({ code, language, streaming }: CodeBlockProps) {
  const frame = useRef<HTMLPreElement>(null);
  const highlighted = useHighlighted(code, streaming ? '' : language, frame);
  return (
    <figure className="code" dir="ltr">
      <figcaption>
        <span>{language || 'text'}</span>
        <CodeTools code={code} language={language} streaming={streaming} />
      </figcaption>
      <pre ref={frame} translate="no" {...frameProps(language ? `Code, ${language}` : 'Code')}>
        {/* Not the same element: what is highlighted is never changed bit by bit. */}
        <code key={highlighted ? 'highlighted' : 'plain'}>{highlighted ?? <PlainText text={code} />}</code>
      </pre>
    </figure>
  );
}
