'use client';

import { answerLengths } from '@/lib/client/answer-lengths';
import { busyLanes, type ComposerState, lanesToAsk, NO_PROMPT, whyNotAsk } from '@/lib/client/composer-state';
import { listOf } from '@/lib/client/list-of';
import { type PaneState, runningLanes } from '@/lib/client/pane-state';
import { turnCost } from '@/lib/client/turn-cost';
import { useEnterSends } from '@/lib/client/use-enter-sends';
import { useKeyState } from '@/lib/client/use-key';
import { usePaneState } from '@/lib/client/use-panes';
import { useWorkspace, useWorkspaceState } from '@/lib/client/use-workspace';
import { dollars } from '@/lib/comparison/figure-words';
import type { Payer } from '@/lib/protocol/payer';
import { Picker } from '../picker/picker';
import { Button } from '../ui/button';
import { Kbd, useCommandKey } from '../ui/kbd';
import { BlindButton } from './blind-button';
import { SettingsButton } from './settings-button';
import { SystemButton } from './system-button';

/** Ask, with why it is off or what it costs; Stop all while lanes run. From right to left, so that Ask comes first by Tab. */
export function AskBar() {
  const { ask, stopAll } = useWorkspace();
  const command = useCommandKey();
  const enterSends = useEnterSends();
  const off = useWorkspaceState((panes, composer) => whyNotAsk(panes, composer) !== null);
  const lanes = useWorkspaceState(lanesToAsk);
  const waits = useWorkspaceState((...states) => busyLanes(...states).length > 0);
  const running = usePaneState((state) => runningLanes(state).length > 0);
  // Looked up only when Ask is on, so not while lanes write.
  const cost = useWorkspaceState((...states) =>
    noteOf(...states) === null ? turnCost(...states, answerLengths.medianOf) : null,
  );
  return (
    <div
      data-slot="ask-bar"
      className="flex flex-row-reverse flex-wrap items-center gap-1.5 sm:flex-nowrap max-sm:group-data-running/composer:flex-nowrap slim:flex-none slim:flex-nowrap idle:flex-none"
    >
      <Button look="primary" aria-disabled={off} aria-describedby="ask-note" onClick={() => void ask()}>
        <span>{waits ? 'Ask next' : lanes.length === 1 ? 'Ask 1 model' : `Ask ${lanes.length} models`}</span>
        {cost !== null && <span className="font-mono text-xs sm:hidden">{`≈ ${dollars(cost)}`}</span>}
        <Kbd>{enterSends ? '↵' : `${command}↵`}</Kbd>
      </Button>
      {running && (
        <Button onClick={() => void stopAll()}>
          <span>Stop all</span>
          <Kbd>esc</Kbd>
        </Button>
      )}
      <AskNote cost={cost} />
      <AskTools />
    </div>
  );
}

const PAID_BY: Record<Payer, string> = {
  visitor: ', on your key',
  house: ', on the server’s key',
  none: ', but there is no key',
};

/** Beside Ask: why it is off or what it waits for, else about what it will cost, and who pays. */
export function AskNote({ cost }: { cost: number | null }) {
  const reason = useWorkspaceState(noteOf);
  const payer = useKeyState((state) => state.payer);
  // Where there is little room, only a screen reader gets it, as Ask's description.
  const quiet = reason === null || reason === NO_PROMPT;
  return (
    <p
      id="ask-note"
      data-slot="ask-note"
      className={`min-w-0 text-ink-2 text-xs empty:hidden max-sm:order-first max-sm:basis-full max-sm:group-data-running/composer:order-none max-sm:group-data-running/composer:flex-1 slim:absolute slim:right-3 slim:bottom-full slim:rounded-t-lg slim:border slim:border-line slim:border-b-0 slim:bg-raised slim:px-2.5 slim:py-1 slim:not-group-data-entered/composer:hidden ${quiet ? 'max-sm:hidden slim:hidden idle:hidden' : ''}`}
    >
      {reason === null ? (
        cost !== null && (
          <>
            <span className="whitespace-nowrap font-mono">{`≈ ${dollars(cost)} for this turn`}</span>
            {cost > 0 && <span className="whitespace-nowrap">{PAID_BY[payer]}</span>}
          </>
        )
      ) : (
        <span>{reason}</span>
      )}
    </p>
  );
}

/** @returns why Ask is off, or what the question waits for; null when it is asked at once. */
function noteOf(panes: PaneState, composer: ComposerState): string | null {
  const reason = whyNotAsk(panes, composer);
  if (reason !== null) return reason;
  const lanes = busyLanes(panes, composer);
  return lanes.length === 0 ? null : `Is asked once ${listOf(lanes)} ${lanes.length === 1 ? 'has' : 'have'} answered`;
}

/** How the question is asked. A follow-up keeps each lane's settings, and can add lanes. */
export function AskTools() {
  const fresh = usePaneState((state) => state.record === null);
  return (
    <div
      data-slot="ask-tools"
      className="-ml-2 mr-auto flex flex-none items-center sm:-ml-2.5 max-sm:group-data-running/composer:hidden slim:max-sm:hidden"
    >
      <SystemButton />
      <SettingsButton />
      <BlindButton />
      {!fresh && <Picker />}
    </div>
  );
}
