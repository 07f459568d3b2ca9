import { listLanes } from '@/lib/comparison/lanes';
import type { LaneArrangement } from '@/lib/persistence/history';
import type { ComparisonChange } from '@/lib/protocol/comparison-change';
import type { FieldError } from '@/lib/protocol/read-fields';
import type { Session } from '@/lib/session/session';
import type { App } from './app';
import { findRecord } from './load-comparison';
import { invalid, Refusal, refuseUnsaved } from './refusal';
import { requireOwnComparison } from './require-own';

/**
 * Renames a comparison, gives it a star, shows its names, arranges its lanes, undoes its deletion, selects an attempt; all of it or nothing.
 *
 * @throws Refusal when that visitor has no such comparison, it is not saved yet, or it has no such attempt.
 */
export async function changeComparison(
  app: App,
  session: Session,
  id: string,
  change: ComparisonChange,
): Promise<void> {
  const { title, deleted, selected, starred, revealed, order, removed } = change;
  const { persistence } = app;
  if (app.unsaved.get(id)?.visitor === session.visitor) refuseUnsaved(app, id);
  if (deleted === false && session.visitor !== null) await persistence.restoreComparison(id, session.visitor);
  const { visitor } = await requireOwnComparison(app, session, id);
  if (order || removed) await requireLanes(app, id, { order, removed });
  if (selected && !(await persistence.selectAttempt(id, selected.turn, selected.lane, selected.attempt))) {
    const { turn, lane, attempt } = selected;
    throw new Refusal('not-found', `There is no attempt ${attempt} of lane ${lane} in turn ${turn}.`, [
      { path: 'selected', message: 'names no attempt of this comparison' },
    ]);
  }
  if (title !== undefined) await persistence.renameComparison(id, visitor, title);
  if (order || removed) await persistence.arrangeLanes(id, visitor, { order, removed });
  if (revealed) await persistence.revealComparison(id, visitor);
  if (starred !== undefined) await persistence.starComparison(id, visitor, starred);
}

/** @throws Refusal unless the comparison has these lanes, and one of them stays on the page. */
async function requireLanes(app: App, id: string, { order = [], removed = [] }: LaneArrangement): Promise<void> {
  const lanes = listLanes(await findRecord(app, id)).map(({ lane }) => lane);
  const errors = [...Object.entries({ order, removed })].flatMap(([path, letters]): FieldError[] => {
    const unknown = letters.filter((letter) => !lanes.includes(letter));
    return unknown.length === 0 ? [] : [{ path, message: `there is no lane ${unknown.join(', ')}` }];
  });
  if (lanes.every((lane) => removed.includes(lane))) {
    errors.push({ path: 'removed', message: 'must leave one lane on the page' });
  }
  if (errors.length > 0) throw invalid(errors);
}
