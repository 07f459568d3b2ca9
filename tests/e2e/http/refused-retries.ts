import { retryRequest } from '../support/run-requests';
import { MODEL, NOWHERE, notFound, type Row, type Seeds } from './refused-requests';

function invalid(title: string, body: unknown, ...paths: string[]): Row {
  const outgoing = ({ idle }: Seeds) => ({ ...retryRequest(idle.run), body: JSON.stringify(body) });
  return { title, outgoing, status: 400, code: 'invalid', paths };
}

function underWay(title: string, lanes: unknown[], ...paths: string[]): Row {
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
  invalid('a retry of a lane and of the same with a model', { lanes: ['A', { lane: 'A', model: MODEL }] }, 'lanes'),
  invalid('a retry of a lane without its letter', { lanes: ['A', { model: MODEL }] }, 'lanes.1.lane'),
  invalid('a retry of a ninth lane', { lanes: [{ lane: 'I', model: MODEL }] }, 'lanes.0.lane'),
  invalid('a retry with what is no model', { lanes: [{ lane: 'A', model: 'gpt' }] }, 'lanes.0.model'),
  invalid('a retry with null for a model', { lanes: [{ lane: 'A', model: null }] }, 'lanes.0.model'),
  invalid(
    'a retry with wrong settings',
    { lanes: [{ lane: 'A', settings: { reasoning: 'much' } }] },
    'lanes.0.settings.reasoning',
  ),
  invalid('a retry with a list for a system prompt', { lanes: [{ lane: 'A', system: [] }] }, 'lanes.0.system'),
  invalid('a retry with an unknown field of a lane', { lanes: [{ lane: 'A', attempt: 2 }] }, 'lanes.0.attempt'),
  invalid('a retry of a new lane without a model', { lanes: ['A', { lane: 'C', settings: {} }] }, 'lanes.1.model'),
  invalid('a retry of a new lane that is not the next', { lanes: ['A', { lane: 'D', model: MODEL }] }, 'lanes.1.lane'),
  {
    title: 'a retry with an unknown model',
    outgoing: ({ idle }) => retryRequest(idle.run, 'B', { lane: 'A', model: 'nobody/knows' }),
    status: 400,
    code: 'unknown-model',
    paths: ['lanes.1.model'],
  },
  invalid('a retry with a system prompt', { lanes: ['A'], system: 'Be brief.' }, 'system'),
  invalid('a retry of a turn', { lanes: ['A'], turn: 1 }, 'turn'),
  invalid('a retry by a list', ['A'], ''),

  notFound('a retry in an unknown run', () => retryRequest(NOWHERE, 'A')),
  notFound('a retry at the address of a lane', ({ idle }) => ({
    ...retryRequest(idle.run, 'A'),
    path: `/api/runs/${idle.run}/lanes/A/retry`,
  })),
  ...[
    { lanes: ['C'], paths: ['lanes.0'] },
    { lanes: ['A', 'H'], paths: ['lanes.1'] },
    { lanes: ['H', 'C'], paths: ['lanes.0', 'lanes.1'] },
  ].map(({ lanes, paths }) =>
    notFound(
      `a retry of ${lanes}, not all of them lanes of the comparison`,
      ({ idle }) => retryRequest(idle.run, ...lanes),
      ...paths,
    ),
  ),

  underWay('a retry of the lane that runs', ['B'], 'lanes.0'),
  underWay('a retry of an ended lane and one that runs', ['A', 'B'], 'lanes.1'),
  underWay(
    'a retry of a new lane and one that runs',
    [
      { lane: 'C', model: MODEL },
      { lane: 'B', model: MODEL },
    ],
    'lanes.1',
  ),
];
