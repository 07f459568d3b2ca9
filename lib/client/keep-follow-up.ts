import * as z from 'zod/mini';
import { newestTurn } from '@/lib/comparison/turns';
import type { ComparisonRecord } from '@/lib/protocol/comparison';
import { readJson } from '@/lib/protocol/json';
import { laneSchema } from '@/lib/protocol/lane';
import { type ComposerState, systemOf } from './composer-state';
import { roomOf } from './draft-lanes';
import type { TextStorage } from './guarded-storage';
import type { KeepDraftPorts } from './keep-draft';
import { lanesOf, type PaneState } from './pane-state';
import { joined } from './question-queue';
import { laneChangeSchema, restoredLane, storedLane, storedLaneSchema } from './saved-draft';
import type { Workspace } from './workspace';

const KEY = 'abreast.follow-ups';

/** How many follow-ups are kept, each of another comparison. */
const MOST = 8;

/** Their length together at most, characters; a single one may be longer. A browser has room for about five million. */
const MOST_CHARACTERS = 2_000_000;

const followUpSchema = z.object({
  comparison: z.string(),
  prompt: z.string(),
  /** null goes on with that of the turn before. */
  system: z.nullable(z.string()),
  systemOpen: z.boolean(),
  leftOut: z.array(laneSchema),
  /** Lanes to be added, and what differs in others. Older follow-ups have neither. */
  lanes: z._default(z.array(storedLaneSchema), []),
  changes: z._default(z.partialRecord(laneSchema, laneChangeSchema), {}),
});

const followUpsSchema = z.catch(z.array(followUpSchema), []);

type FollowUp = z.infer<typeof followUpSchema>;

/**
 * Keeps the draft of a follow-up over a reload, for each comparison apart: restores it at once, stores it when the page
 * closes, and removes it once it is asked. Each tab keeps its own, so two tabs do not overwrite each other's.
 *
 * @returns a function that ends this.
 */
export function keepFollowUp(
  { store, composer }: Pick<Workspace, 'store' | 'composer'>,
  { storage, onLeaving }: Pick<KeepDraftPorts, 'storage' | 'onLeaving'>,
): () => void {
  const kept = read(storage).find(({ comparison }) => comparison === store.getState().record?.id);
  if (kept) composer.setState((state) => withFollowUp(store.getState(), state, kept));

  const stayed = onLeaving(() => {
    const { record } = store.getState();
    if (record) write(storage, record.id, followUpOf(record, composer.getState()));
  });
  const unsubscribe = store.subscribe(({ record }, before) => {
    const isAsked = record !== null && newestTurn(record.turns) > newestTurn(before.record?.turns ?? []);
    if (isAsked) write(storage, record.id, null);
  });
  return () => {
    stayed();
    unsubscribe();
  };
}

function withFollowUp(panes: PaneState, { draft, systemOpen }: ComposerState, kept: FollowUp): Partial<ComposerState> {
  const lanes = lanesOf(panes).map(({ lane }) => lane);
  const leftOut = kept.leftOut.filter((lane) => lanes.includes(lane));
  return {
    draft: {
      ...draft,
      prompt: kept.prompt,
      system: kept.system ?? draft.system,
      leftOut,
      lanes: kept.lanes.map(restoredLane).slice(0, roomOf(draft)),
      changes: kept.changes,
    },
    systemOpen: kept.systemOpen || systemOpen,
  };
}

/** @returns null when nothing is written. */
function followUpOf(record: ComparisonRecord, { queued, systemOpen, ...composer }: ComposerState): FollowUp | null {
  const draft = queued ? joined(queued, composer.draft) : composer.draft;
  const { prompt, leftOut, changes } = draft;
  const system = draft.system === systemOf(record) ? null : draft.system;
  const lanes = draft.lanes.map(storedLane);
  const isChanged = leftOut.length + lanes.length + Object.keys(changes).length > 0;
  if (prompt === '' && system === null && !isChanged) return null;
  return { comparison: record.id, prompt, system, systemOpen, leftOut: [...leftOut], lanes, changes };
}

/** @returns what is kept, newest first; none when it cannot be read. */
function read(storage: TextStorage): FollowUp[] {
  return followUpsSchema.parse(readJson(storage.getItem(KEY) ?? ''));
}

function write(storage: TextStorage, comparison: string, followUp: FollowUp | null): void {
  const rest = read(storage).filter((kept) => kept.comparison !== comparison);
  const all = (followUp ? [followUp, ...rest] : rest).slice(0, MOST);
  while (all.length > 1 && charactersIn(all) > MOST_CHARACTERS) all.pop();
  // If there is no room for the new text, an older one must not come back in its place.
  storage.removeItem(KEY);
  if (all.length > 0) storage.setItem(KEY, JSON.stringify(all));
}

function charactersIn(followUps: readonly FollowUp[]): number {
  return followUps.reduce((sum, { prompt, system }) => sum + prompt.length + (system?.length ?? 0), 0);
}
