'use client';

import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { sentenceOf } from '@/lib/client/api';
import { askBranch } from '@/lib/client/ask-branch';
import type { TurnPlace } from '@/lib/protocol/comparison';
import { Button } from '../ui/button';
import { Kbd, useCommandKey } from '../ui/kbd';
import { TextBox } from '../ui/text-box';

interface PromptEditorProps {
  /** The turn that is asked otherwise. */
  from: TurnPlace;
  /** As it was asked. */
  prompt: string;
  onClose(): void;
}

type Asking = { phase: 'writing'; problem: string | null } | { phase: 'asking' };

/** Asks a turn otherwise, in a new comparison, and goes there. Esc leaves all as it is. */
export function PromptEditor({ from, prompt, onClose }: PromptEditorProps) {
  const [text, setText] = useState(prompt);
  const [asking, setAsking] = useState<Asking>({ phase: 'writing', problem: null });
  const box = useRef<HTMLFormElement>(null);
  const command = useCommandKey();
  useEffect(() => {
    const field = box.current?.querySelector('textarea');
    field?.focus();
    field?.setSelectionRange(field.value.length, field.value.length);
  }, []);
  const reason = whyNot(text, prompt);
  const ask = async (event?: FormEvent) => {
    event?.preventDefault();
    if (reason !== null || asking.phase === 'asking') return;
    setAsking({ phase: 'asking' });
    try {
      location.assign(`/c/${await askBranch(from, text)}`);
    } catch (error) {
      setAsking({ phase: 'writing', problem: sentenceOf(error) });
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') {
      // Not also what Esc does on the page.
      event.preventDefault();
      event.stopPropagation();
      onClose();
    }
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void ask();
    }
  };
  return (
    <form ref={box} data-slot="prompt-editor" onSubmit={(event) => void ask(event)} onKeyDown={onKeyDown}>
      <div className="rounded-lg border border-line-strong bg-paper px-3 py-2 [--most:30dvh]">
        <TextBox aria-label={`Question ${from.turn}`} value={text} onChange={(event) => setText(event.target.value)} />
      </div>
      <p className="pt-1.5 text-ink-2 text-xs">
        {from.turn === 1
          ? 'It is asked in a new comparison. This one stays as it is.'
          : 'It is asked in a new comparison, with the questions before it and their answers. This one stays as it is.'}
      </p>
      <div className="flex flex-wrap items-center gap-2 pt-2">
        <Button
          type="submit"
          look="primary"
          aria-disabled={reason !== null || asking.phase === 'asking'}
          title={reason ?? ''}
        >
          <span>{asking.phase === 'asking' ? 'Asking…' : 'Ask in a new comparison'}</span>
          <Kbd>{`${command}↵`}</Kbd>
        </Button>
        <Button look="quiet" onClick={onClose}>
          Cancel
        </Button>
        <span role="alert" className="text-[13px] text-bad empty:hidden">
          {asking.phase === 'writing' ? asking.problem : null}
        </span>
      </div>
    </form>
  );
}

function whyNot(text: string, prompt: string): string | null {
  if (text.trim() === '') return 'Write a question first.';
  return text === prompt ? 'Change the question first. To ask the same again, use Retry.' : null;
}
