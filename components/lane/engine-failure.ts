import type { Failure } from '@/lib/protocol/failure';
import type { FailureWords } from './failure-words';

const RETRY = { kind: 'retry' } as const;

/**
 * The words for what fails at a server of the operator's own, where those for OpenRouter would lead to the wrong place.
 *
 * @param engine its name.
 * @param begun whether a part of the answer has arrived.
 * @returns null where the usual words hold.
 */
export function engineFailure({ code, status, tries }: Failure, engine: string, begun: boolean): FailureWords | null {
  const number = status === undefined ? '' : ` (${status})`;
  const tried = tries === undefined ? '' : ` It was tried ${tries} times.`;
  const words = (title: string, text: string): FailureWords => ({ title, text, remedy: RETRY });
  switch (code) {
    case 'key-rejected':
      return words(`${engine} rejected its key${number}.`, 'Whoever runs this server can correct the key in SOURCES.');
    case 'out-of-credit':
      return words(`The key of ${engine} is out of credit${number}.`, 'The other models are not affected.');
    case 'privacy-restricted':
      return words(`The settings of ${engine} rule this model out${number}.`, 'The other models are not affected.');
    case 'model-unavailable':
      return status === 404
        ? words(`${engine} does not have this model${number}.`, 'It has to be pulled or loaded there first.')
        : words(
            `${engine} cannot serve this model now${number}.`,
            `It may lack memory, still be loading, or not be a source of this server any more.${tried}`,
          );
    case 'timed-out':
      return begun
        ? null
        : words(`${engine} did not begin to answer in time${number}.`, `It may still be loading the model.${tried}`);
    case 'rate-limited':
      return words(`${engine} is busy${number}.`, `It takes no more requests at the moment.${tried}`);
    case 'connection-lost':
      return words(
        begun ? `The connection to ${engine} broke.` : `${engine} cannot be reached.`,
        `${begun ? 'The part that arrived is kept.' : 'It may not be running.'}${tried}`,
      );
    case 'bad-response':
      if (status === undefined || status >= 400) return null;
      return words(
        `${engine} sends the request to another address${number}.`,
        'It is not followed there. Whoever runs this server can check its address in SOURCES.',
      );
    default:
      return null;
  }
}
