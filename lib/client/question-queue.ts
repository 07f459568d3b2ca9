import type { StoreApi } from 'zustand/vanilla';
import { busyLanes, type ComposerState } from './composer-state';
import { type Draft, withoutAsked } from './draft';
import type { PaneState } from './pane-state';

type Composer = StoreApi<ComposerState>;

/** Lets a question, the draft or a part of it, wait for its lanes; the next one can be written meanwhile. */
export function queueQuestion(composer: Composer, question: Draft): void {
  composer.setState(({ draft }) => ({ queued: question, draft: withoutAsked(draft, question) }));
}

/** Takes the question that waits back into the composer, before what was written since. */
export function unqueueQuestion(composer: Composer): void {
  composer.setState(({ queued, draft }) => (queued ? { queued: null, draft: joined(queued, draft) } : {}));
}

/** @returns the question that has waited, once its lanes have answered, and takes it out of the queue; else null. */
export function takeQuestion(composer: Composer, panes: PaneState): Draft | null {
  const { queued, asking } = composer.getState();
  if (!queued || asking || busyLanes(panes, { draft: queued }).length > 0) return null;
  composer.setState({ queued: null });
  return queued;
}

/** What is written in two drafts. Lanes and changes of the first are those that wait. */
export function joined(first: Draft, second: Draft): Draft {
  return {
    ...second,
    prompt: [first.prompt, second.prompt].filter((prompt) => prompt.trim() !== '').join('\n\n'),
    system: first.system,
    lanes: [...first.lanes, ...second.lanes],
    changes: { ...first.changes, ...second.changes },
  };
}
