import { describe, expect, test } from 'vitest';
import { RequestFailed } from '@/lib/client/api';
import { createPollVote } from '@/lib/client/poll-vote';
import type { BallotRequest } from '@/lib/protocol/ballot-request';
import type { ProblemCode } from '@/lib/protocol/problem';
import { deferred } from '../support/openrouter/deferred';

function setUp(answer: (request: BallotRequest) => Promise<void> = async () => {}) {
  const sent: BallotRequest[] = [];
  let read = 0;
  const vote = createPollVote({
    postVote(request) {
      sent.push(request);
      return answer(request);
    },
    onVoted() {
      read += 1;
    },
  });
  return { vote, sent, state: () => vote.store.getState(), readAgain: () => read };
}

const refusal =
  (code: ProblemCode, status = 409) =>
  () =>
    Promise.reject(new RequestFailed({ status, code, detail: `Refused: ${code}.` }));

describe('a vote in a poll', () => {
  test('sends nothing before it is cast, then the best lanes by letter, and the page is read again', async () => {
    const { vote, sent, readAgain } = setUp();
    vote.chooseLane('C');
    vote.chooseLane('A');
    vote.chooseLane('B');
    vote.chooseLane('B');
    expect(sent).toEqual([]);
    await vote.cast();
    expect(sent).toEqual([{ best: ['A', 'C'] }]);
    expect(readAgain()).toBe(1);
  });

  test('says that all are equal or bad in place of the best ones, and the same again takes it back', async () => {
    const { vote, sent, state } = setUp();
    vote.chooseLane('A');
    vote.judgeAll('equal');
    expect(state().choice).toEqual({ verdict: 'equal', best: [] });
    vote.judgeAll('equal');
    expect(state().choice).toBeNull();
    vote.judgeAll('equal');
    vote.judgeAll('bad');
    await vote.cast();
    expect(sent).toEqual([{ verdict: 'bad' }]);
  });

  test('without a choice is not cast, and while it is on its way it is cast once and stays', async () => {
    const answered = deferred<void>();
    const { vote, sent, state, readAgain } = setUp(() => answered.promise);
    await vote.cast();
    expect(sent).toEqual([]);
    vote.chooseLane('B');
    const casting = vote.cast();
    vote.chooseLane('A');
    await vote.cast();
    expect(state()).toMatchObject({ phase: 'sending', choice: { best: ['B'] } });
    answered.resolve();
    await casting;
    expect([sent.length, readAgain(), state().phase]).toEqual([1, 1, 'voted']);
  });

  test('of a browser that has voted shows it the names', async () => {
    const { vote, readAgain, state } = setUp(refusal('already-voted'));
    vote.chooseLane('A');
    await vote.cast();
    expect([readAgain(), state().problem]).toEqual([1, null]);
  });

  test('of a closed poll is not offered again', async () => {
    const { vote, state, readAgain } = setUp(refusal('poll-closed'));
    vote.chooseLane('A');
    await vote.cast();
    expect(state()).toMatchObject({ phase: 'closed', problem: 'Refused: poll-closed.' });
    expect(readAgain()).toBe(0);
  });

  test('that is refused for another reason keeps the choice, says why, and can be cast again', async () => {
    let refused = true;
    const { vote, state, readAgain } = setUp(() => (refused ? refusal('too-many-requests', 429)() : Promise.resolve()));
    vote.chooseLane('A');
    await vote.cast();
    expect(state()).toMatchObject({
      phase: 'choosing',
      problem: 'Refused: too-many-requests.',
      choice: { best: ['A'] },
    });
    refused = false;
    await vote.cast();
    expect(readAgain()).toBe(1);
  });

  test('of a browser without a cookie says what to do', async () => {
    const { vote, state } = setUp(refusal('cookie-needed'));
    vote.chooseLane('A');
    await vote.cast();
    expect(state().problem).toMatch(/Allow cookies for this site, reload the page, then vote\./);
  });
});
