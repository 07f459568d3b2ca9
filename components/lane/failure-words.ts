import type { Answer } from '@/lib/comparison/answer';
import type { Failure, FailureCode } from '@/lib/protocol/failure';
import { roughly } from '../ui/format';

/** What a failure offers: a retry, or a page of OpenRouter where it can be fixed. */
export type Remedy = { kind: 'retry' } | { kind: 'link'; label: string; href: string } | { kind: 'none' };

export interface FailureWords {
  title: string;
  text: string;
  remedy: Remedy;
}

const RETRY: Remedy = { kind: 'retry' };
const KEYS: Remedy = { kind: 'link', label: 'Open OpenRouter’s keys', href: 'https://openrouter.ai/settings/keys' };
const CREDIT: Remedy = {
  kind: 'link',
  label: 'Add credit at OpenRouter',
  href: 'https://openrouter.ai/settings/credits',
};
const PRIVACY: Remedy = {
  kind: 'link',
  label: 'Open OpenRouter’s privacy settings',
  href: 'https://openrouter.ai/settings/privacy',
};
const UNTOUCHED = 'The other models are not affected.';

/**
 * The pane's words and button for a failure; the server sends only codes and numbers.
 *
 * @param begun whether a part of the answer has arrived.
 */
export function failureWords(failure: Failure, begun: boolean): FailureWords {
  const { code, status, retryAfterMs, tries } = failure;
  const number = status === undefined ? '' : ` (${status})`;
  const tried = tries === undefined ? '' : ` It was tried ${tries} times.`;
  switch (code) {
    case 'key-missing':
      return {
        title: 'This model needs a key of your own.',
        text: 'The server’s key does not pay for it, or there is none. Use your own, by the key button above; the demo models work without.',
        remedy: KEYS,
      };
    case 'key-rejected':
      return {
        title: `OpenRouter rejected the key${number}.`,
        text: 'It may have been revoked, or may not use this model.',
        remedy: KEYS,
      };
    case 'out-of-credit':
      return { title: `The key is out of credit${number}.`, text: UNTOUCHED, remedy: CREDIT };
    case 'budget-reached':
      return budgetWords(failure);
    case 'privacy-restricted':
      return {
        title: `The account’s privacy settings rule out every provider of this model${number}.`,
        text: `OpenRouter’s privacy settings say which providers may be used. ${UNTOUCHED}`,
        remedy: PRIVACY,
      };
    case 'filtered':
      return {
        title: 'The provider’s content filter refused this.',
        text: 'Try rephrasing, or another model.',
        remedy: RETRY,
      };
    case 'model-unavailable':
      return {
        title: `No provider can serve this model now${number}.`,
        text: `It may be overloaded or retired.${tried} ${UNTOUCHED}`,
        remedy: RETRY,
      };
    case 'timed-out':
      if (begun) {
        return {
          title: 'The answer took longer than this server waits.',
          text: 'The part that arrived is kept. Whoever runs the server can raise LANE_SECONDS.',
          remedy: RETRY,
        };
      }
      return {
        title: `The model did not begin to answer in time${number}.`,
        text: `${UNTOUCHED}${tried}`,
        remedy: RETRY,
      };
    case 'stalled':
      return {
        title: 'The answer stopped arriving.',
        text: 'Nothing arrived for a minute. The part that arrived is kept.',
        remedy: RETRY,
      };
    case 'rate-limited':
      return {
        title: `The provider is rate limiting this model${number}.`,
        text: retryAfterMs ? `It asks to wait ${roughly(retryAfterMs)}. ${UNTOUCHED}` : `${UNTOUCHED}${tried}`,
        remedy: RETRY,
      };
    case 'context-too-long':
      return {
        title: `The prompt is too long for this model${number}.`,
        text: 'Shorten it, or choose a model with a larger context.',
        remedy: { kind: 'none' },
      };
    case 'unsupported-input':
      return { title: `The model cannot take this input${number}.`, text: UNTOUCHED, remedy: { kind: 'none' } };
    case 'bad-response':
      if (status !== undefined && status < 400) {
        return {
          title: `The provider sends the request to another address${number}.`,
          text: 'It is not followed there, as the key would go with it. Whoever runs this server can check OPENROUTER_BASE_URL.',
          remedy: RETRY,
        };
      }
      return {
        title: 'The provider’s answer could not be read.',
        text: 'It was empty, broken or of the wrong kind. The part that could be read is kept.',
        remedy: RETRY,
      };
    case 'connection-lost':
      return {
        title: 'The connection to the provider broke.',
        text: `The part that arrived is kept.${tried}`,
        remedy: RETRY,
      };
    case 'interrupted':
      return {
        title: 'The server was restarted while this ran.',
        text: 'The part that arrived is kept.',
        remedy: RETRY,
      };
    case 'unknown':
      return { title: `The provider refused this request${number}.`, text: `${UNTOUCHED}${tried}`, remedy: RETRY };
    default:
      return code satisfies never;
  }
}

const OWN_KEY = 'To go on now, use a key of your own, by the key button above.';

function budgetWords({ limit, resetsAt }: Failure): FailureWords {
  const day =
    resetsAt === undefined ? 'It begins again at midnight, UTC.' : `It begins again at ${resetsAt.slice(11, 16)} UTC.`;
  switch (limit) {
    case 'run':
      return {
        title: 'This comparison has reached the cost that its author allowed.',
        text: 'The part that arrived is kept.',
        remedy: RETRY,
      };
    case 'visitor-day':
      return {
        title: 'Your share of this server’s budget is used up for today.',
        text: `${day} ${OWN_KEY}`,
        remedy: RETRY,
      };
    case 'unknown':
      return {
        title: 'The server cannot look up its budget at the moment.',
        text: `So its key pays for nothing. ${OWN_KEY}`,
        remedy: RETRY,
      };
    default:
      return {
        title: 'The budget of this server is used up for today, or too small for this.',
        text: `${day} ${OWN_KEY}`,
        remedy: RETRY,
      };
  }
}

/** The failure in one or two words, for the track. */
export function shortFailure({ code }: Failure): string {
  return code.replaceAll('-', ' ');
}

const CLAUSES: Record<FailureCode, string> = {
  'key-missing': 'had no key that pays for it',
  'key-rejected': 'had its key rejected',
  'out-of-credit': 'ran out of credit',
  'budget-reached': 'was stopped at its budget',
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

/** Clauses that also hold if a part of the answer has arrived. */
const IN_MIDST: readonly FailureCode[] = ['interrupted', 'stalled', 'out-of-credit', 'budget-reached'];

/** A failure as the end of a sentence that begins with the lane. */
export function failureClause({ failure, text, reasoning }: Extract<Answer, { phase: 'failed' }>): string {
  const { code, status } = failure;
  if (code === 'timed-out' && text === '' && reasoning !== '') return 'took too long';
  if (text === '' || IN_MIDST.includes(code)) return CLAUSES[code];
  return status === undefined ? 'broke off' : `broke off (${status})`;
}
