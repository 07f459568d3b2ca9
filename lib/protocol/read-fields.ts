import type * as z from 'zod/mini';

export interface FieldError {
  /** Dotted, `lanes.0.settings.temperature`; empty when the whole body is meant. */
  path: string;
  message: string;
}

type FieldsResult<Fields> = { ok: true; fields: Fields } | { ok: false; errors: FieldError[] };

/** Reads a JSON body. Error messages follow the field's name in a sentence. */
export function readFields<Fields>(schema: z.ZodMiniType<Fields>, body: unknown): FieldsResult<Fields> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    return { ok: false, errors: [{ path: '', message: 'the body must be a JSON object' }] };
  }
  const parsed = schema.safeParse(body, { error: inWords });
  return parsed.success ? { ok: true, fields: parsed.data } : { ok: false, errors: fieldErrors(parsed.error) };
}

/** The message if a field's schema has none; it follows the field's name in a sentence. */
function inWords(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${TYPES[issue.expected] ?? `a ${issue.expected}`}`;
    case 'too_small':
      return `must be at least ${issue.minimum}`;
    case 'too_big':
      return `must be at most ${issue.maximum}`;
    case 'invalid_value':
      return `must be one of ${issue.values.join(', ')}`;
    default:
      return undefined;
  }
}

const TYPES: Record<string, string> = { array: 'a list', object: 'an object', int: 'a whole number' };

/** The most errors that are reported: a body of 4 MB can have hundreds of thousands. */
const MOST_ERRORS = 20;

/** The first error of each field: zod may report several. */
function fieldErrors(error: z.core.$ZodError): FieldError[] {
  const first = new Map<string, FieldError>();
  for (const found of error.issues.flatMap(errorsOf)) if (!first.has(found.path)) first.set(found.path, found);
  return [...first.values()].slice(0, MOST_ERRORS);
}

function errorsOf(issue: z.core.$ZodIssue): FieldError[] {
  const path = issue.path.join('.');
  if (issue.code !== 'unrecognized_keys') return [{ path, message: issue.message }];
  return issue.keys.slice(0, MOST_ERRORS).map((key) => ({
    path: path ? `${path}.${key}` : key,
    message: 'is not a field of this request',
  }));
}
