import type { Lane } from '@/lib/protocol/lane';
import type { Problem, ProblemCode } from '@/lib/protocol/problem';
import type { FieldError } from '@/lib/protocol/read-fields';
import type { Departure } from '../run/departure';

const STATUS: Record<ProblemCode, number> = {
  malformed: 400,
  invalid: 400,
  'unknown-model': 400,
  'key-rejected': 400,
  'password-required': 401,
  'wrong-password': 401,
  'forbidden-origin': 403,
  'forbidden-host': 403,
  'not-found': 404,
  'method-not-allowed': 405,
  'cookie-needed': 403,
  'turn-under-way': 409,
  'still-blind': 409,
  'already-voted': 409,
  'poll-closed': 409,
  'not-saved-yet': 409,
  'nothing-kept': 409,
  'already-revealed': 409,
  revoked: 410,
  'taken-down': 410,
  'too-large': 413,
  'not-json': 415,
  'too-many-requests': 429,
  'too-many-runs': 429,
  internal: 500,
  'key-unchecked': 502,
  leaving: 503,
  'database-away': 503,
};

/** s until a request is worth trying again, where that is known. */
const RETRY_AFTER: Partial<Record<ProblemCode, number>> = { leaving: 2, 'database-away': 5 };

/** Thrown before anything was created or started; the route answers with its problem. */
export class Refusal extends Error {
  readonly problem: Problem;
  /** Seconds. */
  readonly retryAfter: number | null;

  /** @param retryAfter s, where it is known better than by the code. */
  constructor(code: ProblemCode, detail: string, errors?: Problem['errors'], retryAfter?: number) {
    super(detail);
    this.name = 'Refusal';
    this.problem = { status: STATUS[code], code, detail, ...(errors ? { errors } : {}) };
    this.retryAfter = retryAfter ?? RETRY_AFTER[code] ?? null;
  }
}

/** @param errors what is wrong, in words that follow the field's name. */
export function invalid(errors: FieldError[]): Refusal {
  const fields = errors.map(({ path, message }) => (path ? `${path} ${message}` : message));
  return new Refusal('invalid', `The request is not valid: ${fields.join('; ')}.`, errors);
}

export function noSuchComparison(): Refusal {
  return new Refusal(
    'not-found',
    'There is no comparison at this address. It may have been deleted, or the address may be incomplete.',
  );
}

export function noSuchRun(): Refusal {
  return new Refusal(
    'not-found',
    'There is no run with this id. It may have been deleted, or the id may be incomplete.',
  );
}

/** For a comparison or run of another visitor. */
export function anothers(noun: 'comparison' | 'run'): Refusal {
  return new Refusal(
    'not-found',
    `This ${noun} belongs to another browser. Ask its owner for a link made with Share. If it is your own, this browser has lost its cookie.`,
  );
}

/**
 * @param busy the lanes that are running.
 * @param named the request's own list of lanes, so that the errors point into it.
 */
export function turnUnderWay(busy: readonly Lane[], named?: readonly Lane[]): Refusal {
  const subject = busy.length === 1 ? `Lane ${busy[0]} is` : `Lanes ${busy.join(', ')} are`;
  const detail = `${subject} still running. Wait for the answer, or stop it first.`;
  const errors = named && busy.map((lane) => ({ path: `lanes.${named.indexOf(lane)}`, message: `${lane} is running` }));
  return new Refusal('turn-under-way', detail, errors);
}

/** For what would tell who answers, or needs to know it, before the author has seen the names. */
export function stillBlind(detail: string, errors?: FieldError[]): Refusal {
  return new Refusal('still-blind', detail, errors);
}

/** The only refusal after which something is stored: the run, as interrupted. */
export function endedBeforeItBegan(): Refusal {
  return new Refusal(
    'internal',
    'This was kept, but the server was too slow to begin it, and another one has ended it. Reload, then press Retry.',
  );
}

export function noSuchShare(): Refusal {
  return new Refusal(
    'not-found',
    'This link does not exist. It may be incomplete: compare it with the one you were sent.',
  );
}

/** @throws Refusal for a comparison that the database has not accepted yet, since nothing can refer to it. */
export function refuseUnsaved({ unsaved }: { unsaved: ReadonlyMap<string, unknown> }, comparison: string): void {
  if (!unsaved.has(comparison)) return;
  throw new Refusal(
    'not-saved-yet',
    'This comparison is not saved yet: the server’s database is slow or unreachable. Try again in a moment.',
  );
}

/** @throws Refusal once this process has begun to leave, since a new run would be cut off. */
export function refuseWhenLeaving({ departure }: { departure: Departure }): void {
  if (departure.phase === 'here') return;
  throw new Refusal(
    'leaving',
    'This server is being stopped or restarted. Nothing was started; try again in a moment.',
  );
}

/** For a request that needs the database. Earlier writes of the request may or may not be stored. */
export function databaseAway(): Refusal {
  return new Refusal(
    'database-away',
    'The server’s database cannot be used at the moment. Try again in a little while.',
  );
}

/** For sharing where nothing is kept. */
export function nothingKept(): Refusal {
  return new Refusal(
    'nothing-kept',
    'This server has no database, so nothing is kept and a link would soon stop working. Set DATABASE_URL to share.',
  );
}

/** For an id that this process does not know, where nothing is kept: another process may have made it, or it is purged. */
export function unknownWhereNothingIsKept(): Refusal {
  return new Refusal(
    'nothing-kept',
    'This server has no database, so it keeps nothing: it no longer knows this comparison, and cannot go on with it. What your page shows stays there until you leave it.',
  );
}

/** @returns null for a refusal: for a page, which says only that there is nothing. */
export async function unlessRefused<Found>(loading: Promise<Found>): Promise<Found | null> {
  try {
    return await loading;
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}
