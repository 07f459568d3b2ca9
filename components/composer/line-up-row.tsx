'use client';

import { type FormEvent, type ReactNode, useState } from 'react';
import { type LineUp, type LineUpStore, LONGEST_NAME } from '@/lib/client/line-ups';
import { Button } from '../ui/button';

interface LineUpRowProps {
  lineUp: LineUp;
  isFirst: boolean;
  isLast: boolean;
  lineUps: LineUpStore;
  onRemove(): void;
  /** Chooses its lanes. */
  children: ReactNode;
}

/** A saved line-up: chosen by its name, moved, renamed or deleted by the buttons behind it. */
export function LineUpRow({ lineUp: { name }, isFirst, isLast, lineUps, onRemove, children }: LineUpRowProps) {
  const [isRenaming, setRenaming] = useState(false);
  if (isRenaming) {
    return (
      <li>
        <RenameForm
          name={name}
          onRename={(to) => {
            const isFree = lineUps.rename(name, to);
            if (isFree) setRenaming(false);
            return isFree;
          }}
        />
      </li>
    );
  }
  return (
    <li className="flex items-center">
      {children}
      <RowButton label={`Move ${name} up`} sign="↑" off={isFirst} onPress={() => lineUps.move(name, -1)} />
      <RowButton label={`Move ${name} down`} sign="↓" off={isLast} onPress={() => lineUps.move(name, 1)} />
      <RowButton label={`Rename ${name}`} sign="✎" onPress={() => setRenaming(true)} />
      <RowButton label={`Delete ${name}`} sign="×" onPress={onRemove} />
    </li>
  );
}

interface RowButtonProps {
  label: string;
  sign: string;
  off?: boolean;
  onPress(): void;
}

function RowButton({ label, sign, off = false, onPress }: RowButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      aria-disabled={off}
      title={label}
      onClick={() => !off && onPress()}
      className="grid size-7 flex-none place-items-center rounded-md text-ink-2 hover:bg-sunk hover:text-ink aria-disabled:opacity-55 pointer-coarse:size-[40px]"
    >
      <span aria-hidden="true">{sign}</span>
    </button>
  );
}

interface RenameFormProps {
  name: string;
  /** @returns whether that name is free. */
  onRename(to: string): boolean;
}

/** Enter renames, Esc does not. */
function RenameForm({ name, onRename }: RenameFormProps) {
  const [text, setText] = useState(name);
  const [isTaken, setTaken] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTaken(!onRename(text.trim() || name));
  };
  return (
    <form onSubmit={submit} className="flex flex-wrap gap-1.5 py-0.5">
      <input
        ref={selectAll}
        aria-label={`New name of ${name}`}
        value={text}
        maxLength={LONGEST_NAME}
        autoComplete="off"
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.preventDefault();
          event.stopPropagation();
          onRename(name);
        }}
        className="h-8 min-w-0 flex-1 rounded-lg border border-line-strong bg-paper px-2.5 text-base sm:text-[13px]"
      />
      <Button type="submit">Rename</Button>
      <p role="alert" className="basis-full text-bad text-xs empty:hidden">
        {isTaken && 'There is a line-up of that name.'}
      </p>
    </form>
  );
}

/** The field comes by a press, which has taken the focus from what it replaces. */
function selectAll(input: HTMLInputElement | null): void {
  input?.select();
}
