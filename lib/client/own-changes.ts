import type { ComparisonRecord } from '@/lib/protocol/comparison';

/** @returns the server's record with what this page has changed and the server has not answered yet. */
export type Overlay = (serverRecord: ComparisonRecord) => ComparisonRecord;

/** For parts of the page that come late and change the comparison by requests of their own. */
export interface OwnChanges {
  overlay(overlay: Overlay): void;
  /** Tells other tabs that the server has accepted a change. */
  tell(comparison: string): void;
  /** Reads the record again, and the logs where names are shown that were hidden. */
  learn(): Promise<void>;
  /** Says why a request failed. */
  showProblem(error: unknown): void;
}

/** Overlays on top of each other, in the order in which they were added. */
export interface Overlays {
  add(overlay: Overlay): void;
  apply: Overlay;
}

/** @param first is always there. */
export function createOverlays(first: Overlay): Overlays {
  const overlays = [first];
  return {
    add: (overlay) => void overlays.push(overlay),
    apply: (record) => overlays.reduce((known, overlay) => overlay(known), record),
  };
}
