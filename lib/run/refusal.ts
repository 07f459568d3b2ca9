import type { Problem, ProblemCode } from '@/lib/protocol/problem';

const STATUS: Record<ProblemCode, number> = {
  malformed: 400,
  invalid: 400,
  'unknown-model': 400,
  'forbidden-origin': 403,
  'not-found': 404,
  'method-not-allowed': 405,
  'turn-under-way': 409,
  'too-large': 413,
  'not-json': 415,
  internal: 500,
};

/** Why a request is refused. Thrown before anything was created or started; the route answers with its problem. */
export class Refusal extends Error {
  readonly problem: Problem;

  constructor(code: ProblemCode, detail: string, errors?: Problem['errors']) {
    super(detail);
    this.name = 'Refusal';
    this.problem = { status: STATUS[code], code, detail, ...(errors ? { errors } : {}) };
  }
}

export function noSuchComparison(): Refusal {
  return new Refusal(
    'not-found',
    'There is no such comparison here. It may have been dropped, or the link is incomplete.',
  );
}

export function noSuchRun(): Refusal {
  return new Refusal('not-found', 'There is no such run here. It may have been dropped, or its id is incomplete.');
}
