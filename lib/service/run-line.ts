import { isRunning } from '@/lib/comparison/answer';
import { figuresOf } from '@/lib/comparison/figures';
import { foldEvents } from '@/lib/comparison/fold-events';
import { emptyState } from '@/lib/comparison/state';
import { decodeEntries } from '@/lib/protocol/frames';
import type { Payer } from '@/lib/protocol/payer';
import type { LiveRun } from '../run/live-run';

/** What a line of the server's log tells of a run that has ended: no prompt, no text of an answer, no key, no visitor. */
interface RunLine {
  event: 'run';
  run: string;
  kind: string;
  payer: Payer;
  /** From the first start to the last end, ms. */
  together: number;
  lanes: {
    lane: string;
    model: string;
    attempt: number;
    /** `stop`, `length` … of a lane that is done, else the code of its failure. */
    outcome: string;
    /** ms from the start to the first text; null without. */
    firstWord: number | null;
    total: number | null;
    /** As billed, USD; null if nobody has told it. */
    cost: number | null;
  }[];
}

/** @returns one line of JSON. */
export function runLine(live: LiveRun, payer: Payer): string {
  const { runs, turns } = foldEvents(emptyState, live.id, decodeEntries(live.log.appended()));
  const answers = turns.flatMap((turn) => Object.values(turn.answers).flat());
  const line: RunLine = {
    event: 'run',
    run: live.id,
    kind: live.place.run.kind,
    payer,
    together: runs[live.id]?.end?.together ?? 0,
    lanes: answers.map((answer) => {
      const { firstWord, total } = figuresOf(answer, null, 0);
      const { lane, model, attempt } = answer;
      return { lane, model, attempt, outcome: outcomeOf(answer), firstWord, total, cost: costOf(answer) };
    }),
  };
  return JSON.stringify(line);
}

type Answer = Parameters<typeof figuresOf>[0];

function outcomeOf(answer: Answer): string {
  if (isRunning(answer)) return answer.phase;
  return 'ending' in answer ? answer.ending.reason : answer.failure.code;
}

function costOf(answer: Answer): number | null {
  return 'ending' in answer ? answer.ending.cost : null;
}
