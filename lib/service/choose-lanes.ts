import { arrangedLanes, listLanes, selectedLanes } from '@/lib/comparison/lanes';
import type { AskedLane, ComparisonRecord, LaneRecord } from '@/lib/protocol/comparison';
import { LANE_LETTERS, type Lane } from '@/lib/protocol/lane';
import type { LaneRequest } from '@/lib/protocol/lane-request';
import type { Model } from '@/lib/protocol/model';
import type { FieldError } from '@/lib/protocol/read-fields';
import type { App } from './app';
import { invalid, Refusal } from './refusal';

interface LaneQuestion {
  /** null: all lanes on the page. */
  requests: readonly LaneRequest[] | null;
  /** The turn of a retry; null for a new turn. */
  turn: number | null;
  /** The record when the request came; the current one may have more lanes. */
  first: ComparisonRecord;
}

/**
 * Decides what answers in each lane that a request names. An absent field stays as it is in the lane's selected attempt.
 *
 * @throws Refusal for an unknown model, and for an unknown lane that is not the next new one.
 */
export async function chooseLanes(
  app: App,
  record: ComparisonRecord,
  { requests, turn, first }: LaneQuestion,
): Promise<AskedLane[]> {
  const before = listLanes(first);
  const named: readonly LaneRequest[] =
    requests ?? arrangedLanes(first).map(({ lane }, index) => ({ lane, isBare: true, path: `lanes.${index}` }));
  requireNewLanes(
    listLanes(record).map(({ lane }) => lane),
    named.filter(({ lane }) => !before.some((known) => known.lane === lane)),
  );
  const models = await findModels(
    app,
    named.flatMap(({ model, path }) => (model === undefined ? [] : [{ model, path: `${path}.model` }])),
  );
  return named.flatMap(({ lane, model, settings, system }) => {
    const kept = attemptToKeep(record, lane, turn);
    const chosen = {
      settings: settings ?? kept?.settings ?? {},
      system: system === undefined ? (kept?.system ?? null) : system,
    };
    const found = model === undefined ? undefined : models.get(model);
    if (found) return [{ lane, ...describeModel(found), ...chosen }];
    if (!kept) return [];
    const { attempt: _, ...unchanged } = kept;
    return [{ ...unchanged, ...chosen }];
  });
}

/** @returns the fields of an attempt that describe its model: source, name and price, as the catalog has them now. */
export function describeModel({ id, name, vendor, usdPerMillion, demo, source = demo ? 'demo' : 'openrouter' }: Model) {
  return { model: id, source, name, vendor, usdPerMillion, demo };
}

/**
 * @returns the selected attempt of the newest turn that asked the lane. For a retry that turn is its own or the nearest
 * one before it, else the first one after it. Undefined for a new lane.
 */
function attemptToKeep({ turns }: ComparisonRecord, lane: Lane, turn: number | null): LaneRecord | undefined {
  const attempts = turns.flatMap((known) => {
    const attempt = selectedLanes(known).find((candidate) => candidate.lane === lane);
    return attempt ? [{ turn: known.turn, attempt }] : [];
  });
  const limit = turn ?? Number.POSITIVE_INFINITY;
  return (attempts.findLast((known) => known.turn <= limit) ?? attempts[0])?.attempt;
}

/**
 * @param known the letters that lanes have by now.
 * @param requests those for lanes that did not exist when the request came.
 * @throws Refusal unless each names its model and takes the next letter, which must still be free.
 */
function requireNewLanes(known: readonly Lane[], requests: readonly LaneRequest[]): void {
  const taken = requests.filter(({ lane }) => known.includes(lane));
  if (taken.length > 0) throw laneTaken(taken);
  // Letters are never reused: none after the last one is known.
  const next = LANE_LETTERS.slice(known.length);
  const bare = requests.filter(({ isBare }) => isBare);
  if (bare.length > 0) throw noSuchLane(bare, next[0]);
  const added = requests.toSorted((left, right) => left.lane.localeCompare(right.lane));
  const errors = added.flatMap(({ lane, model, path }, index): FieldError[] => {
    const letter = next[index];
    if (lane !== letter) {
      return [{ path: `${path}.lane`, message: `must be ${letter}, the next letter, for a new lane` }];
    }
    if (model !== undefined) return [];
    return [{ path: `${path}.model`, message: `is missing: ${lane} is a new lane, so name its model` }];
  });
  if (errors.length > 0) throw invalid(errors);
}

function laneTaken(taken: readonly LaneRequest[]): Refusal {
  const lanes = taken.map(({ lane }) => lane).join(', ');
  return new Refusal(
    'turn-under-way',
    `Another request has added lane ${lanes} at the same moment. Load the comparison again, then take the next letter.`,
    taken.map(({ lane, path }) => ({ path, message: `lane ${lane} exists by now` })),
  );
}

function noSuchLane(bare: readonly LaneRequest[], next: Lane | undefined): Refusal {
  const lanes = bare.map(({ lane }) => lane).join(', ');
  const remedy = next ? ` To add a lane, send { "lane": "${next}", "model": "…" }.` : '';
  return new Refusal(
    'not-found',
    `This comparison has no lane ${lanes}.${remedy}`,
    bare.map(({ lane, path }) => ({ path, message: `there is no lane ${lane}` })),
  );
}

/**
 * Looks models up.
 *
 * @throws Refusal that names each unknown one.
 */
export async function findModels(
  { catalog }: App,
  named: readonly { model: string; path: string }[],
): Promise<ReadonlyMap<string, Model>> {
  const found = await Promise.all(named.map(async ({ model }) => ({ model, result: await catalog.find(model) })));
  const models = new Map(
    found.flatMap(({ model, result }) => (result.kind === 'unknown-model' ? [] : [[model, result.model] as const])),
  );
  const unknown = named.filter(({ model }) => !models.has(model));
  if (unknown.length === 0) return models;
  throw new Refusal(
    'unknown-model',
    `There is no model named ${unknown.map(({ model }) => model).join(', ')}. GET /api/models lists them.`,
    unknown.map(({ path, model }) => ({ path, message: `there is no model named ${model}` })),
  );
}
