'use client';

import { Activity, memo, useEffect } from 'react';
import { latePart } from '@/lib/client/late-part';
import { useLate } from '../ui/use-late';
import type { MarkdownProps } from './markdown';
import { PlainText } from './plain-text';

/** What draws Markdown: no page needs it before there is an answer. */
export const markdown = latePart(async () => (await import('./markdown')).Markdown);

/** A model's answer. The code that draws it comes after the page; an answer that comes earlier is plain text until then. */
export const LateMarkdown = memo(function LateMarkdown(props: MarkdownProps) {
  useEffect(() => markdown.load(), []);
  return (
    <Activity>
      <DrawnMarkdown {...props} />
    </Activity>
  );
});

function DrawnMarkdown(props: MarkdownProps) {
  const Markdown = useLate(markdown);
  return Markdown ? <Markdown {...props} /> : <PlainMarkdown {...props} />;
}

function PlainMarkdown({ text, after }: MarkdownProps) {
  return (
    <div className="markdown">
      <p className="plain" dir="auto">
        <PlainText text={text} after={after} />
      </p>
    </div>
  );
}
