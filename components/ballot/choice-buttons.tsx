import type { ReactNode } from 'react';
import { LANE_LETTERS, type Lane } from '@/lib/protocol/lane';
import { LaneBadge, laneColor } from '../lane/lane-badge';
import { Button } from '../ui/button';
import { Kbd } from '../ui/kbd';

interface ChoiceProps {
  chosen: boolean;
  onChoose(): void;
  /** What the button says beside the letter or the verdict. */
  children?: ReactNode;
  className?: string;
}

interface LaneChoiceProps extends ChoiceProps {
  lane: Lane;
  title?: string;
}

/** A lane as one of the best. Pressed, it is chosen. */
export function LaneChoice({ lane, chosen, onChoose, title, children, className = '' }: LaneChoiceProps) {
  return (
    <button
      type="button"
      data-ballot={lane}
      aria-pressed={chosen}
      title={title}
      onClick={onChoose}
      style={laneColor(lane)}
      className={`inline-flex flex-none items-center gap-1.5 rounded-lg border border-line-strong bg-paper hover:bg-sunk aria-pressed:border-(--c) aria-pressed:text-ink aria-pressed:shadow-[inset_0_0_0_1px_var(--c)] ${className}`}
    >
      <LaneBadge lane={lane} />
      {children}
      <Kbd>{String(LANE_LETTERS.indexOf(lane) + 1)}</Kbd>
    </button>
  );
}

/** What can be said of all answers, each with its key. */
const VERDICTS = { equal: { name: 'All equal', command: '0' }, bad: { name: 'All bad', command: 'x' } } as const;

interface VerdictChoiceProps extends ChoiceProps {
  verdict: keyof typeof VERDICTS;
  look?: 'plain' | 'quiet';
}

/** That all answers are equal, or bad. */
export function VerdictChoice({ verdict, look, chosen, onChoose, children, className = '' }: VerdictChoiceProps) {
  const { name, command } = VERDICTS[verdict];
  return (
    <Button
      look={look}
      data-ballot={name}
      aria-pressed={chosen}
      onClick={onChoose}
      className={`aria-pressed:border-ink aria-pressed:text-ink ${className}`}
    >
      <span>{name}</span>
      {children}
      <Kbd>{command}</Kbd>
    </Button>
  );
}
