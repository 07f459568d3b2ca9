'use client';

import { lanesOf } from '@/lib/client/pane-state';
import { useBallots } from '@/lib/client/use-ballots';
import { usePaneState } from '@/lib/client/use-panes';
import { LANE_LETTERS, type Lane } from '@/lib/protocol/lane';
import { LaneBadge, laneColor } from '../lane/lane-badge';
import { Button } from '../ui/button';
import { Kbd } from '../ui/kbd';
import { useBallot } from './use-ballot';

/** Pressed buttons are the ballot: a press chooses, the next one takes that back. */
export function BallotChoices() {
  const ballots = useBallots();
  const { turn, lanes, choice, isBlind } = useBallot();
  return (
    <>
      {lanes.map((lane) => (
        <LaneChoice
          key={lane}
          lane={lane}
          chosen={choice?.best.includes(lane) ?? false}
          onChoose={() => void ballots.chooseLane(turn, lane)}
        />
      ))}
      <VerdictChoice
        name="All equal"
        command="0"
        chosen={choice?.verdict === 'equal'}
        onChoose={() => void ballots.judgeAll(turn, 'equal')}
      />
      <VerdictChoice
        name="All bad"
        command="x"
        chosen={choice?.verdict === 'bad'}
        onChoose={() => void ballots.judgeAll(turn, 'bad')}
      />
      {isBlind && (
        <Button
          look="primary"
          aria-disabled={choice === null}
          title="After that the names are known, so the ballot stays as it is"
          onClick={() => choice && void ballots.castDraft(turn)}
          className="min-h-7"
        >
          Cast and show names
        </Button>
      )}
    </>
  );
}

interface LaneChoiceProps {
  lane: Lane;
  chosen: boolean;
  onChoose(): void;
}

function LaneChoice({ lane, chosen, onChoose }: LaneChoiceProps) {
  const name = usePaneState((state) => lanesOf(state).find((known) => known.lane === lane)?.name ?? lane);
  return (
    <button
      type="button"
      data-ballot={lane}
      aria-pressed={chosen}
      title={`${name === lane ? lane : name} is best, or among the best`}
      onClick={onChoose}
      style={laneColor(lane)}
      className="inline-flex min-h-7 flex-none items-center gap-1.5 rounded-lg border border-line-strong bg-paper py-0.5 pr-2 pl-1.5 hover:bg-sunk aria-pressed:border-(--c) aria-pressed:text-ink aria-pressed:shadow-[inset_0_0_0_1px_var(--c)]"
    >
      <LaneBadge lane={lane} />
      <span className={chosen ? '' : 'sr-only'}> Best</span>
      {name !== lane && <span className="sr-only">{`, ${name}`}</span>}
      <Kbd>{String(LANE_LETTERS.indexOf(lane) + 1)}</Kbd>
    </button>
  );
}

interface VerdictChoiceProps {
  name: string;
  /** The key that presses it. */
  command: string;
  chosen: boolean;
  onChoose(): void;
}

function VerdictChoice({ name, command, chosen, onChoose }: VerdictChoiceProps) {
  return (
    <Button
      look="quiet"
      data-ballot={name}
      aria-pressed={chosen}
      onClick={onChoose}
      className="min-h-7 flex-none px-2 aria-pressed:border-ink aria-pressed:text-ink"
    >
      <span>{name}</span>
      <Kbd>{command}</Kbd>
    </Button>
  );
}
