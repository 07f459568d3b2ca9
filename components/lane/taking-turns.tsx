import { type ReactNode, use } from 'react';

/**
 * Draws its children in a turn of the event loop of their own when a server draws the page: eight long answers at once
 * would hold up everybody's lanes. Stands in no Suspense boundary, so the page is sent whole; a browser knows nothing
 * of it.
 */
export function TakingTurns({ children }: { children: ReactNode }) {
  // The environment never changes, so neither does the number of hooks. React keeps the promise while it waits.
  if (typeof window === 'undefined') use(new Promise<void>((resolve) => void setImmediate(resolve)));
  return children;
}
