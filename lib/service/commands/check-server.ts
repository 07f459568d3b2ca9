import type { HealthRow } from '@/lib/protocol/health';
import type { App } from '../app';
import { HealthCheck } from '../health-check';
import { askAbout } from '../visitor-key';

const MARKS: Record<HealthRow['state'], string> = { ok: 'ok        ', 'works-but': 'works, but', broken: 'broken    ' };

/**
 * Says of each part of the deployment whether it works, and of the house key its label and what is left, which no page shows.
 *
 * @throws an Error with the same text when a part is broken, so that the command ends with status 1.
 */
export async function checkServer(app: App): Promise<string> {
  const { clock, environment } = app;
  const check = new HealthCheck({ clock, environment, open: async () => app, opened: () => app });
  const { rows } = await check.read();
  const lines = rows.map(
    ({ id, state, text, remedy }) => `${MARKS[state]}  ${id}: ${text}${remedy ? ` ${remedy}` : ''}`,
  );
  const text = [...lines, ...(await describeKey(app))].join('\n');
  if (rows.some(({ state }) => state === 'broken')) throw new Error(text);
  return text;
}

async function describeKey(app: App): Promise<string[]> {
  const { apiKey } = app.environment;
  const known = apiKey === null ? null : await askAbout(app, apiKey).catch(() => null);
  if (!known) return [];
  const left = known.left === null ? 'no limit of its own' : `${known.left} USD left`;
  return [`The house key is ${known.label || 'without a label'}: ${left}.`];
}
