import { createStore, type StoreApi } from 'zustand/vanilla';
import type { BallotRequest } from '@/lib/protocol/ballot-request';
import type { Lane } from '@/lib/protocol/lane';
import { RequestFailed, sentenceOf } from './api';
import { type Choice, requestOf, withLane, withVerdict } from './ballot-box';

export interface PollVotePorts {
  /** @throws RequestFailed */
  postVote(request: BallotRequest): Promise<void>;
  /** This browser has voted, so the page may show the names: it is to be read again. */
  onVoted(): void;
}

export interface PollVoteState {
  /** What is chosen and not cast yet; null for nothing. */
  choice: Choice | null;
  phase: 'choosing' | 'sending' | 'voted' | 'closed';
  /** Why the ballot was not counted, in a sentence. */
  problem: string | null;
}

/** A reader's ballot in a poll: chosen first, then cast once. Knows no React. */
export interface PollVote {
  readonly store: StoreApi<PollVoteState>;
  /** Adds a lane to the best ones, or takes it from them. */
  chooseLane(lane: Lane): void;
  /** Says that all are equal or bad; the same again undoes it. */
  judgeAll(verdict: 'equal' | 'bad'): void;
  /** Casts what is chosen; without a choice it does nothing. */
  cast(): Promise<void>;
}

/** A poll counts browsers by their cookies. */
const COOKIE_NEEDED =
  'This browser has kept no cookie, by which a poll counts browsers. Allow cookies for this site, reload the page, then vote.';

export function createPollVote({ postVote, onVoted }: PollVotePorts): PollVote {
  const store = createStore<PollVoteState>(() => ({ choice: null, phase: 'choosing', problem: null }));
  return {
    store,
    chooseLane: (lane) => choose((choice) => withLane(choice, lane)),
    judgeAll: (verdict) => choose((choice) => withVerdict(choice, verdict)),
    cast,
  };

  function choose(next: (choice: Choice | null) => Choice | null): void {
    store.setState(({ choice, phase }) => (phase === 'choosing' ? { choice: next(choice), problem: null } : {}));
  }

  async function cast(): Promise<void> {
    const { choice, phase } = store.getState();
    if (choice === null || phase !== 'choosing') return;
    store.setState({ phase: 'sending', problem: null });
    try {
      await postVote(requestOf(choice));
    } catch (error) {
      const code = error instanceof RequestFailed ? error.problem.code : null;
      if (code !== 'already-voted') {
        const problem = code === 'cookie-needed' ? COOKIE_NEEDED : sentenceOf(error);
        return store.setState({ phase: code === 'poll-closed' ? 'closed' : 'choosing', problem });
      }
    }
    store.setState({ phase: 'voted' });
    onVoted();
  }
}
