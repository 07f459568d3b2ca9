'use client';

import { SharedTurnContext, useShared } from '@/lib/client/use-shared';
import { LeftOutNote } from './left-out-note';
import { TurnHeading } from './turn-heading';
import { TurnSheet } from './turn-sheet';

/** A sheet for each turn, one after another. */
export function TurnSheets() {
  const { turns } = useShared();
  return turns.map((turn) => (
    <SharedTurnContext key={turn.turn} value={turn}>
      <TurnHeading />
      <LeftOutNote />
      <TurnSheet />
    </SharedTurnContext>
  ));
}
