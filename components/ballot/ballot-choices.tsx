'use client';

import { lanesOf } from '@/lib/client/pane-state';
import { useBallots } from '@/lib/client/use-ballots';
import { usePaneState } from '@/lib/client/use-panes';
import type { Lane } from '@/lib/protocol/lane';
import { Button } from '../ui/button';
import { LaneChoice, VerdictChoice } from './choice-buttons';
import { useBallot } from './use-ballot';

/** Pressed buttons are the ballot: a press chooses, the next one undoes that. */
export function BallotChoices() {
  const ballots = useBallots();
  const { turn, lanes, choice, isBlind } = useBallot();
  return (
    <>
      {lanes.map((lane) => (
        <BestChoice
          key={lane}
          lane={lane}
          chosen={choice?.best.includes(lane) ?? false}
          onChoose={() => void ballots.chooseLane(turn, lane)}
        />
      ))}
      {(['equal', 'bad'] as const).map((verdict) => (
        <VerdictChoice
          key={verdict}
          verdict={verdict}
          look="quiet"
          chosen={choice?.verdict === verdict}
          onChoose={() => void ballots.judgeAll(turn, verdict)}
          className="min-h-7 flex-none px-2"
        />
      ))}
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

interface BestChoiceProps {
  lane: Lane;
  chosen: boolean;
  onChoose(): void;
}

function BestChoice({ lane, chosen, onChoose }: BestChoiceProps) {
  const name = usePaneState((state) => lanesOf(state).find((known) => known.lane === lane)?.name ?? lane);
  return (
    <LaneChoice
      lane={lane}
      chosen={chosen}
      onChoose={onChoose}
      title={`${name} is best, or among the best`}
      className="min-h-7 py-0.5 pr-2 pl-1.5"
    >
      <span className={chosen ? '' : 'sr-only'}> Best</span>
      {/* Where names are hidden it is the letter. */}
      {name !== lane && <span className="sr-only">{`, ${name}`}</span>}
    </LaneChoice>
  );
}
