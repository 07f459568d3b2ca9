import type { Answer } from './answer';
import type { LanesSum } from './sum-of-lanes';

/** "5 of 8" where some of the asked lanes do not count, else null. */
export function countedWords({ counted, lanes }: LanesSum): string | null {
  return counted < lanes ? `${counted} of ${lanes}` : null;
}

/** Why lanes do not count although they are done, or may be; null where none waited in a queue. */
export function queueWords(answers: readonly Answer[]): string | null {
  const queued = answers.filter(({ queue }) => queue !== null).map(({ lane }) => lane);
  return queued.length === 0
    ? null
    : `${queued.join(', ')} queued at an engine that answers one at a time: not counted`;
}
