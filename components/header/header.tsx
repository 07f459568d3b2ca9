'use client';

import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { atIdle } from '@/lib/client/at-idle';
import { latePart } from '@/lib/client/late-part';
import { selectedTurn } from '@/lib/client/pane-state';
import { usePaneState } from '@/lib/client/use-panes';
import { turnOf } from '@/lib/comparison/turns';
import { promptText } from '@/lib/protocol/comparison';
import { CommandsButton } from '../commands/commands-button';
import { CompareButtons } from '../compare/compare-buttons';
import { DeletedNote } from '../history/deleted-note';
import { HistoryButton } from '../history/history-button';
import { HistoryRoot } from '../history/history-root';
import { ShareButton } from '../share-panel/share-button';
import { Logo } from '../ui/logo';
import { ThemeButton } from '../ui/theme-button';
import { ExportButton } from './export-button';
import { KeyButton } from './key-button';

/** More than a line has room for, UTF-16 units. */
const MOST = 300;

const promptPanel = latePart(async () => (await import('./prompt-panel')).PromptPanel);

/** Whose question is on the page, what can be done with it, and the way to others and to a new one. */
export function Header() {
  const [open, setOpen] = useState(false);
  const late = useStore(promptPanel.store);
  useEffect(() => atIdle(promptPanel.preload), []);
  const prompt = usePaneState((state) => {
    const turn = turnOf(state.record?.turns ?? [], selectedTurn(state));
    return turn && promptText(turn);
  });
  const title = usePaneState((state) => state.record?.title ?? null);
  return (
    <HistoryRoot>
      <header data-slot="header" className="border-line border-b">
        <div className="flex items-center gap-3 px-4 py-2 pointer-coarse:min-h-[44px] pointer-coarse:py-0 max-sm:gap-2 sm:px-[18px] max-[23rem]:gap-0.5 max-[23rem]:px-2">
          <a href="/" aria-label="Abreast, a new comparison" className="hit flex min-h-[24px] rounded">
            <Logo wordless={prompt !== undefined} />
          </a>
          {prompt !== undefined && (
            <h1 className="flex min-w-6 flex-1 border-line border-l pl-3 text-ink-2 max-[23rem]:ml-1 max-[23rem]:min-w-8 max-[23rem]:pl-1">
              <button
                type="button"
                aria-expanded={open}
                title="Show the whole prompt"
                data-command="question"
                onClick={() => {
                  promptPanel.load();
                  setOpen(!open);
                }}
                className="min-h-[24px] truncate rounded pointer-coarse:min-h-[40px] text-left text-[15px] hover:text-ink"
                dir="auto"
              >
                {cutShort(title ?? prompt)}
              </button>
            </h1>
          )}
          {prompt === undefined && <h1 className="sr-only">A new comparison</h1>}
          <div className="ml-auto flex flex-none items-center">
            <UnsavedNote />
            <HistoryButton />
            <a
              href="/board"
              data-command="board"
              className="hit inline-flex min-h-8 flex-none items-center rounded-lg px-3 text-[13px] text-ink-2 hover:bg-sunk hover:text-ink max-xl:hidden"
            >
              Board
            </a>
            <CompareButtons />
            <ExportButton />
            <KeyButton />
            <ThemeButton />
            <CommandsButton />
            <a
              href="/"
              data-command="new"
              className="hit inline-flex min-h-8 flex-none items-center rounded-lg px-3 text-[13px] text-ink-2 hover:bg-sunk hover:text-ink max-sm:px-2"
            >
              <span aria-hidden="true" className="hidden max-[23rem]:inline">
                +
              </span>
              <span className="max-[23rem]:sr-only">New</span>
              <span className="hidden md:inline">&nbsp;comparison</span>
            </a>
          </div>
          <ShareButton />
        </div>
        {open && prompt !== undefined && (
          <div data-slot="prompt-panel" className="border-line border-t bg-raised px-4 pt-3 pb-2 sm:px-[18px]">
            {late.kind === 'ready' && <late.part prompt={prompt} />}
          </div>
        )}
        <DeletedNote />
      </header>
    </HistoryRoot>
  );
}

/** Not in the middle of a character. What is cut off would be laid out all the same, and not be seen. */
function cutShort(text: string): string {
  return text.length > MOST ? `${text.slice(0, MOST).replace(/[\ud800-\udbff]$/, '')}…` : text;
}

/** Says that the server's database has not taken a run yet: the answers go on, but a crash would lose them. */
export function UnsavedNote() {
  const unsaved = usePaneState((state) => state.unsaved.length > 0);
  return (
    <span
      data-slot="unsaved-note"
      role="status"
      title={unsaved ? 'The server’s database is slow or unreachable. Saving is retried until it works.' : undefined}
      className="whitespace-nowrap pr-1 text-bad text-xs"
    >
      {unsaved && 'Not saved yet'}
    </span>
  );
}
