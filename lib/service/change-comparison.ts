import type { ComparisonChange } from '@/lib/protocol/history';
import type { Session } from '@/lib/session/session';
import type { App } from './app';
import { Refusal, refuseUnsaved } from './refusal';
import { requireOwnComparison } from './require-own';

/**
 * Renames a comparison, gives it a star, undoes its deletion, selects an attempt; all of it or nothing.
 *
 * @throws Refusal when that visitor has no such comparison, it is not saved yet, or it has no such attempt.
 */
export async function changeComparison(
  app: App,
  session: Session,
  id: string,
  { title, deleted, selected, starred }: ComparisonChange,
): Promise<void> {
  const { persistence } = app;
  if (app.unsaved.get(id)?.visitor === session.visitor) refuseUnsaved(app, id);
  if (deleted === false && session.visitor !== null) await persistence.restoreComparison(id, session.visitor);
  const { visitor } = await requireOwnComparison(app, session, id);
  if (selected && !(await persistence.selectAttempt(id, selected.turn, selected.lane, selected.attempt))) {
    const { turn, lane, attempt } = selected;
    throw new Refusal('not-found', `There is no attempt ${attempt} of lane ${lane} in turn ${turn}.`, [
      { path: 'selected', message: 'names no attempt of this comparison' },
    ]);
  }
  if (title !== undefined) await persistence.renameComparison(id, visitor, title);
  if (starred !== undefined) await persistence.starComparison(id, visitor, starred);
}
