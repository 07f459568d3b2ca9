'use client';

import { type KeyboardEvent, useEffect, useRef } from 'react';
import { writeSystem } from '@/lib/client/draft';
import { usePaneState } from '@/lib/client/use-panes';
import { useComposerState, useDraft, useEditDraft, useWorkspace } from '@/lib/client/use-workspace';
import { Button } from '../ui/button';
import { SetMark } from '../ui/set-mark';
import { TextBox } from '../ui/text-box';

/** Opens and closes the system prompt, and shows when there is one. */
export function SystemButton() {
  const { composer } = useWorkspace();
  const open = useComposerState((state) => state.systemOpen);
  const set = useDraft(({ system }) => system.trim() !== '');
  return (
    <Button
      id="system-button"
      look="quiet"
      className="max-sm:px-2"
      aria-expanded={open}
      aria-controls={open ? 'system-box' : undefined}
      onClick={() => composer.setState({ systemOpen: !open })}
    >
      <span>System prompt</span>
      {set && <SetMark />}
    </Button>
  );
}

/** The system prompt. In a follow-up it is the one that goes on. */
export function SystemBox() {
  const { composer, ask } = useWorkspace();
  const edit = useEditDraft();
  const box = useRef<HTMLTextAreaElement>(null);
  const system = useDraft((draft) => draft.system);
  const goesOn = usePaneState(({ record }) => record?.turns.at(-1)?.system ?? null);
  const followUp = usePaneState((state) => state.record !== null);

  // Opened by the button it takes the focus; a page that comes with it open leaves the focus alone.
  useEffect(() => {
    if (document.activeElement?.id === 'system-button') box.current?.focus();
  }, []);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) {
      event.preventDefault();
      void ask();
    }
    if (event.key !== 'Escape') return;
    // Esc is this box's own here: it stops no lane.
    event.preventDefault();
    document.getElementById('system-button')?.focus();
    composer.setState({ systemOpen: false });
  };

  return (
    <div
      id="system-box"
      data-slot="system-box"
      className="mb-1 rounded-lg border border-line bg-paper px-2.5 py-1.5 focus-within:border-ink-3 max-sm:group-data-running/composer:hidden slim:order-first slim:mt-1 slim:basis-full"
    >
      <div className="flex min-h-6 items-center justify-between gap-2 text-ink-2 text-xs">
        <label htmlFor="system-text">System prompt</label>
        <span id="system-note">{followUp && noteOf(system, goesOn ?? '')}</span>
      </div>
      <TextBox
        ref={box}
        id="system-text"
        aria-describedby="system-note"
        rows={2}
        value={system}
        placeholder="How the models should answer: their role, tone, length…"
        onChange={(event) => edit(writeSystem(event.target.value))}
        onKeyDown={onKeyDown}
        className="min-h-10 [--most:20dvh] sm:text-[13.5px]"
      />
    </div>
  );
}

function noteOf(system: string, goesOn: string): string {
  if (system === goesOn) return goesOn === '' ? '' : 'Same as in the turn before';
  return system.trim() === '' ? 'None from this turn on' : 'Changed from this turn on';
}
