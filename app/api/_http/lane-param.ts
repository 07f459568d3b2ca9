import { type Lane, laneSchema } from '@/lib/protocol/lane';
import { Refusal } from '@/lib/service/refusal';

/** @throws Refusal when the address names no lane that can be. */
export function laneParam(text: string): Lane {
  const lane = laneSchema.safeParse(text);
  if (!lane.success) throw new Refusal('not-found', 'There is no such lane: lanes are named A to H.');
  return lane.data;
}
