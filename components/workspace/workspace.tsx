'use client';

import { useEffect } from 'react';
import { lanesOf, latestTurn, type PaneState } from '@/lib/client/pane-state';
import { usePaneState } from '@/lib/client/use-panes';
import { isRunning } from '@/lib/comparison/answer';
import { latestAnswer } from '@/lib/comparison/state';
import { titleOf } from '@/lib/comparison/title-of';
import { Composer } from '../composer/composer';
import { Header } from '../header/header';
import { LateAnnouncer, LateTrack } from '../panes/late-lanes';
import { Panes } from '../panes/panes';
import { PartBoundary } from '../ui/boundary';
import { LateNotice } from '../ui/late-notice';
import { Shortcuts } from './shortcuts';

/** The page, top to bottom: whose question, what ran when, the answers, the next question. */
export function Workspace() {
  return (
    <div
      data-slot="workspace"
      className="grid h-dvh grid-cols-[minmax(0,1fr)] grid-rows-[auto_auto_minmax(auto,1fr)_auto] overflow-y-auto overflow-x-hidden"
    >
      <PartBoundary>
        <Header />
      </PartBoundary>
      <PartBoundary>
        <LateTrack />
      </PartBoundary>
      <PartBoundary>
        <Panes />
      </PartBoundary>
      <PartBoundary>
        <Composer />
      </PartBoundary>
      <LateAnnouncer />
      <PageTitle />
      <Shortcuts />
      <LateNotice />
    </div>
  );
}

/**
 * The page's title is the comparison's, else its first prompt, also where it began or was renamed without a navigation. While
 * lanes run it begins with how many have ended, for a reader who is in another tab.
 */
export function PageTitle() {
  const title = usePaneState(({ record }) => record && titleOf(record));
  const progress = usePaneState(progressWords);
  useEffect(() => {
    if (title !== null) document.title = `${progress}${title} · Abreast`;
  }, [title, progress]);
  return null;
}

/** "● 2 of 4 ": the lanes of the newest turn that have ended; '' while none runs. */
export function progressWords(state: PaneState): string {
  const answers = lanesOf(state).flatMap(({ lane }) => latestAnswer(state.answers, latestTurn(state), lane) ?? []);
  const running = answers.filter(isRunning).length;
  return running === 0 ? '' : `● ${answers.length - running} of ${answers.length} `;
}
