import type { Answer } from '@/lib/comparison/answer';
import type { FailureCode } from '@/lib/protocol/failure';

const CLAUSES: Record<FailureCode, string> = {
  'key-missing': 'had no key',
  'key-rejected': 'had its key rejected',
  'out-of-credit': 'ran out of credit',
  'budget-reached': 'stopped: daily budget reached',
  'privacy-restricted': 'was ruled out by the account’s privacy settings',
  filtered: 'was refused by a content filter',
  'model-unavailable': 'was served by no provider',
  'timed-out': 'did not begin in time',
  stalled: 'fell silent',
  'rate-limited': 'was rate limited by its provider',
  'context-too-long': 'was asked more than it can take in',
  'unsupported-input': 'could not take the input',
  'bad-response': 'could not be read',
  'connection-lost': 'lost its connection',
  interrupted: 'was cut off by a restart of the server',
  unknown: 'was refused by its provider',
};

/** What is true of an answer also when some of it had come. */
const IN_MIDST: readonly FailureCode[] = ['interrupted', 'stalled', 'out-of-credit', 'budget-reached'];

/** A failure as the end of a sentence that begins with the lane. */
export function failureClause({ failure, text, reasoning }: Extract<Answer, { phase: 'failed' }>): string {
  const { code, status } = failure;
  if (code === 'timed-out' && text === '' && reasoning !== '') return 'took too long';
  if (text === '' || IN_MIDST.includes(code)) return CLAUSES[code];
  return status === undefined ? 'broke off' : `broke off (${status})`;
}
