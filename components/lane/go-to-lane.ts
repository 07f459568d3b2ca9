import type { Lane } from '@/lib/protocol/lane';

/** Scrolls to a lane and moves the focus to its answer. */
export function goToLane(lane: Lane): void {
  const answer = document.getElementById(`answer-${lane}`);
  if (!answer) return;
  answer.focus({ preventScroll: true });
  const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  answer.closest('article')?.scrollIntoView({ inline: 'start', block: 'nearest', behavior: still ? 'auto' : 'smooth' });
}
