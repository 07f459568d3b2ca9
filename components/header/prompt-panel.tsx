'use client';

import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { selectedTurn } from '@/lib/client/pane-state';
import { usePaneState } from '@/lib/client/use-panes';
import type { TurnPlace } from '@/lib/protocol/comparison';
import { TextWithFormulas } from '../answer/text-with-formulas';
import { Button } from '../ui/button';
import { CopyButton } from '../ui/copy-button';
import { PromptEditor } from './prompt-editor';

/** The whole question of the selected turn, where else it was asked otherwise, and the way to ask it otherwise. */
export function PromptPanel({ prompt }: { prompt: string }) {
  const [editing, setEditing] = useState(false);
  const edit = useRef<HTMLButtonElement>(null);
  const turn = usePaneState(selectedTurn);
  // Where nothing is kept, no comparison has an address to go to.
  const comparison = usePaneState(({ record, nothingKept }) => (nothingKept ? null : (record?.id ?? null)));
  if (editing && comparison !== null) {
    const close = () => {
      flushSync(() => setEditing(false));
      edit.current?.focus();
    };
    return <PromptEditor key={turn} from={{ comparison, turn }} prompt={prompt} onClose={close} />;
  }
  return (
    <>
      <p
        dir="auto"
        className="max-h-[30dvh] overflow-auto whitespace-pre-wrap text-[14.5px] leading-relaxed [overflow-wrap:anywhere]"
      >
        <TextWithFormulas text={prompt} />
      </p>
      <div className="-ml-3 flex flex-wrap items-center gap-x-1 text-[13px]">
        <CopyButton text={prompt} />
        {comparison !== null && (
          <Button ref={edit} look="quiet" onClick={() => setEditing(true)}>
            Edit
          </Button>
        )}
        <BranchLinks turn={turn} />
      </div>
    </>
  );
}

/** The comparison that this one branched from, and those that asked this turn otherwise. */
function BranchLinks({ turn }: { turn: number }) {
  const from = usePaneState(({ record }) => record?.from ?? null);
  const branches = usePaneState(({ record }) => (record?.branches ?? []).filter((branch) => branch.turn === turn));
  return (
    <>
      {from?.turn === turn && (
        <p className="pl-3 text-ink-2">
          <a href={`/c/${from.comparison}`} className="underline underline-offset-2">
            {`As question ${turn} was asked first`}
          </a>
        </p>
      )}
      {branches.length > 0 && (
        <p className="flex flex-wrap gap-x-2 pl-3 text-ink-2">
          <span>Asked otherwise:</span>
          {branches.map((branch, index) => (
            <BranchLink key={branch.comparison} branch={branch} number={index + 1} />
          ))}
        </p>
      )}
    </>
  );
}

function BranchLink({ branch, number }: { branch: TurnPlace; number: number }) {
  return (
    <a
      href={`/c/${branch.comparison}`}
      aria-label={`Asked otherwise, ${number}`}
      className="min-w-6 text-center underline underline-offset-2"
    >
      {number}
    </a>
  );
}
