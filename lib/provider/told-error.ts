import { isObject } from './json-object';

/** Whether the `error` of a body or a frame says anything: it has a code, a message or a type. null and `{}` do not. */
export function isToldError(error: unknown): boolean {
  if (typeof error === 'string') return error.trim() !== '';
  if (!isObject(error)) return false;
  const { code, message, error_type: type, metadata } = error;
  return [code, message, type, isObject(metadata) && metadata.error_type].some(isTold);
}

function isTold(value: unknown): boolean {
  return typeof value === 'number' || (typeof value === 'string' && value.trim() !== '');
}
