import { RequestFailed } from './api';

/** @returns what to tell a visitor of an error that a request has thrown. */
export function sentenceOf(error: unknown): string {
  return error instanceof RequestFailed ? error.problem.detail : 'Something went wrong. Please try again.';
}
