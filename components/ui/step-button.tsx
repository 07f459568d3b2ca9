import type { ReactNode } from 'react';

interface StepButtonProps {
  label: string;
  off: boolean;
  onStep: () => void;
  children: ReactNode;
}

/** A button for one step. When disabled it stays in place, so that neither the focus nor the other button moves. */
export function StepButton({ label, off, onStep, children }: StepButtonProps) {
  return (
    <button
      type="button"
      data-slot="step-button"
      aria-label={label}
      aria-disabled={off}
      onClick={() => !off && onStep()}
      className="grid size-7 flex-none place-items-center rounded-md text-base text-ink-2 leading-none hover:bg-sunk hover:text-ink aria-disabled:cursor-default aria-disabled:opacity-35"
    >
      {children}
    </button>
  );
}
