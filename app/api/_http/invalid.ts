import type { FieldError } from '@/lib/protocol/read-fields';
import { Refusal } from '@/lib/service/refusal';

/** @param errors what is wrong, in words that follow the field's name. */
export function invalid(errors: FieldError[]): Refusal {
  const fields = errors.map(({ path, message }) => (path ? `${path} ${message}` : message));
  return new Refusal('invalid', `The request is not valid: ${fields.join('; ')}.`, errors);
}
