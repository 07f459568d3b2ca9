import { retryRequest } from '../support/run-requests';
import { MODEL, NOWHERE, notFound, type Row, type Seeds } from './refused-requests';

function invalid(title: string, body: unknown, ...paths: string[]): Row {
  const outgoing = ({ idle }: Seeds) => ({ ...retryRequest(idle.run), body: JSON.stringify(body) });
  return { title, outgoing, status: 400, code: 'invalid', paths };
}

function underWay(title: string, lanes: string[], ...paths: string[]): Row {
  const outgoing = ({ busy }: Seeds) => retryRequest(busy.run, ...lanes);
  return { title, outgoing, status: 409, code: 'turn-under-way', paths };
}

/** Every retry that is refused; in `busy` lane B is running. */
export const REFUSED_RETRIES: Row[] = [
  invalid('a retry without lanes', {}, 'lanes'),
  invalid('a retry of null', { lanes: null }, 'lanes'),
  invalid('a retry of one letter', { lanes: 'A' }, 'lanes'),
  invalid('a retry of no lane', { lanes: [] }, 'lanes'),
  invalid('a retry that names a lane twice', { lanes: ['A', 'B', 'A'] }, 'lanes'),
  invalid('a retry of lanes b and Z', { lanes: ['A', 'b', 'Z'] }, 'lanes.1', 'lanes.2'),
  invalid('a retry of an empty letter', { lanes: [''] }, 'lanes.0'),
  invalid('a retry of lane 1 and of nothing', { lanes: [1, null] }, 'lanes.0', 'lanes.1'),
  invalid('a retry with another model', { lanes: [{ lane: 'A', model: MODEL }] }, 'lanes.0'),
  invalid('a retry with other settings', { lanes: ['B', { lane: 'A', settings: {} }] }, 'lanes.1'),
  invalid('a retry with a system prompt', { lanes: ['A'], system: 'Be brief.' }, 'system'),
  invalid('a retry of a turn', { lanes: ['A'], turn: 1 }, 'turn'),
  invalid('a retry by a list', ['A'], ''),

  notFound('a retry in an unknown run', () => retryRequest(NOWHERE, 'A')),
  notFound('a retry at the address of a lane', ({ idle }) => ({
    ...retryRequest(idle.run, 'A'),
    path: `/api/runs/${idle.run}/lanes/A/retry`,
  })),
  ...[['C'], ['A', 'H'], ['H', 'C']].map((lanes) =>
    notFound(`a retry of ${lanes}, not all asked in that turn`, ({ idle }) => retryRequest(idle.run, ...lanes)),
  ),

  underWay('a retry of the lane that runs', ['B'], 'lanes.0'),
  underWay('a retry of an ended lane and one that runs', ['A', 'B'], 'lanes.1'),
];
