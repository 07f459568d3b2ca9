'use client';

import { Activity, memo, use, useEffect, useSyncExternalStore } from 'react';
import { latePart } from '@/lib/client/late-part';
import type { MarkdownProps } from './markdown';
import { PlainText } from './plain-text';

/** What draws Markdown: no page needs it before there is an answer. */
export const markdown = latePart(async () => (await import('./markdown')).Markdown);

/**
 * A model's answer, drawn by code that comes after the page. The server's HTML is drawn already: it stays until that code
 * takes it over. An answer that comes earlier is plain text until then.
 */
export const LateMarkdown = memo(function LateMarkdown(props: MarkdownProps) {
  return (
    // In a browser this waits for the code and leaves the HTML alone. On the server it cuts nothing off, as Suspense would.
    <Activity>
      <DrawnMarkdown {...props} />
    </Activity>
  );
});

const HTML = { kind: 'html' } as const;

type MarkdownState = typeof HTML | ReturnType<typeof markdown.store.getState>;

function DrawnMarkdown(props: MarkdownProps) {
  // On the server, and as long as its HTML is taken over, it is HTML.
  const state = useSyncExternalStore<MarkdownState>(markdown.store.subscribe, markdown.store.getState, () => HTML);
  useEffect(() => markdown.load(), []);
  if (state.kind === 'html') markdown.load();
  const Markdown = state.kind === 'html' ? use(markdown.ready) : state.kind === 'ready' ? state.part : null;
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
