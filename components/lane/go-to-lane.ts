import { flushSync } from 'react-dom';
import type { PaneSource } from '@/lib/client/pane-source';
import type { Lane } from '@/lib/protocol/lane';

/** Shows a lane that stands behind another one, or small beside it. What is hidden takes no focus, so it is there at once. */
export function bringForward(store: PaneSource['store'], lane: Lane): void {
  const isOneLarge = document.documentElement.dataset.layout === 'focus';
  if (isOneLarge || store.getState().maximised !== null) flushSync(() => store.setState({ maximised: lane }));
}

/** Scrolls to a lane and moves the focus to its answer. */
export function goToLane(lane: Lane): void {
  const answer = document.getElementById(`answer-${lane}`);
  if (!answer) return;
  answer.focus({ preventScroll: true });
  const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  answer.closest('article')?.scrollIntoView({ inline: 'start', block: 'nearest', behavior: still ? 'auto' : 'smooth' });
}
