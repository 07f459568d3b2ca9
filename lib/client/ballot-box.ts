import { createStore, type StoreApi } from 'zustand/vanilla';
import { isBlindTurn } from '@/lib/comparison/hides-names';
import { judgedAttempts } from '@/lib/comparison/judged-answers';
import { turnOf, withTurn } from '@/lib/comparison/turns';
import type { Ballot } from '@/lib/protocol/ballot';
import type { BallotRequest } from '@/lib/protocol/ballot-request';
import type { ComparisonRecord } from '@/lib/protocol/comparison';
import type { Lane } from '@/lib/protocol/lane';
import { RequestFailed } from './api';
import { createChangeQueue } from './change-queue';
import type { PaneState } from './pane-state';

/** What is chosen in a turn. */
export type Choice = Pick<Ballot, 'verdict' | 'best'>;

export interface BallotPorts {
  /** Each of these throws RequestFailed. @returns the ballot as the server keeps it. */
  postBallot(comparison: string, turn: number, request: BallotRequest): Promise<Ballot | null>;
  deleteBallot(comparison: string, turn: number): Promise<void>;
  patchRevealed(comparison: string): Promise<void>;
}

export interface BallotListener {
  /** The server has accepted a ballot. */
  onSent(comparison: string): void;
  /** The names are known from now on: the record and the logs are to be read again. */
  onRevealed(): void;
  /** Called with the error of a refused ballot. */
  onRefused(error: unknown): void;
}

/** The visitor's own ballots: shown at once and sent; if the server refuses one, it is undone. */
export interface BallotBox {
  /** Of a blind comparison: what is chosen and not cast yet, since a ballot there is final. */
  readonly draft: StoreApi<{ choice: Choice | null }>;
  /** Adds a lane to the best ones, or takes it from them; the last one deletes the ballot. */
  chooseLane(turn: number, lane: Lane): Promise<void>;
  /** Says that all are equal or bad; the same again deletes it. */
  judgeAll(turn: number, verdict: 'equal' | 'bad'): Promise<void>;
  /** Casts the draft, which reveals the names. */
  castDraft(turn: number): Promise<void>;
  /** Shows the names without a ballot. */
  showNames(): Promise<void>;
  /** @returns the server's record with this page's ballots that the server has not answered yet. */
  withChanges(serverRecord: ComparisonRecord): ComparisonRecord;
}

export function createBallotBox(
  store: StoreApi<PaneState>,
  ports: BallotPorts,
  { onSent, onRevealed, onRefused }: BallotListener,
): BallotBox {
  const changes = createChangeQueue<Ballot | null>(onRefused);
  const draft = createStore<{ choice: Choice | null }>(() => ({ choice: null }));

  return {
    draft,
    chooseLane(turn, lane) {
      return choose(turn, withLane(choiceIn(turn), lane));
    },
    judgeAll: (turn, verdict) => choose(turn, withVerdict(choiceIn(turn), verdict)),
    async castDraft(turn) {
      const { record } = store.getState();
      const { choice } = draft.getState();
      if (record && choice) await reveal(record.id, () => ports.postBallot(record.id, turn, requestOf(choice)));
    },
    async showNames() {
      const { record } = store.getState();
      if (record) await reveal(record.id, () => ports.patchRevealed(record.id));
    },
    withChanges(serverRecord) {
      const turns = serverRecord.turns.map((turn) => ({
        ...turn,
        ballot: changes.learn(keyOf(turn.turn), turn.ballot),
      }));
      return { ...serverRecord, turns };
    },
  };

  async function reveal(comparison: string, send: () => Promise<unknown>): Promise<void> {
    try {
      await send();
      draft.setState({ choice: null });
      onSent(comparison);
      onRevealed();
    } catch (error) {
      onRefused(error);
      // Another page of this visitor has shown them, such as that of the poll.
      if (error instanceof RequestFailed && error.problem.code === 'already-revealed') onRevealed();
    }
  }

  function choiceIn(turn: number): Choice | null {
    const { record } = store.getState();
    if (record && isBlindTurn(record, turn)) return draft.getState().choice;
    return turnOf(record?.turns ?? [], turn)?.ballot ?? null;
  }

  async function choose(turn: number, choice: Choice | null): Promise<void> {
    const { record, answers } = store.getState();
    const known = turnOf(record?.turns ?? [], turn);
    if (!record || !known) return;
    if (isBlindTurn(record, turn)) return draft.setState({ choice });
    const judged = judgedAttempts(record, answers, turn) ?? {};
    await changes.change({
      key: keyOf(turn),
      from: known.ballot,
      to: choice && { ...choice, judged, telling: [], blind: false, castAt: new Date().toISOString() },
      show: (ballot) =>
        store.setState(({ record: latest }) => (latest ? { record: withBallot(latest, turn, ballot) } : {})),
      async send() {
        if (choice) await ports.postBallot(record.id, turn, requestOf(choice));
        else await ports.deleteBallot(record.id, turn);
        onSent(record.id);
      },
    });
  }
}

/** @returns the choice with that lane among the best, or without it; null for none. */
export function withLane(choice: Choice | null, lane: Lane): Choice | null {
  const best = choice?.best ?? [];
  const next = best.includes(lane) ? best.filter((known) => known !== lane) : [...best, lane].toSorted();
  return next.length === 0 ? null : { verdict: 'best', best: next };
}

/** @returns that all are equal or bad; null if that was the choice. */
export function withVerdict(choice: Choice | null, verdict: 'equal' | 'bad'): Choice | null {
  return choice?.verdict === verdict ? null : { verdict, best: [] };
}

function withBallot(record: ComparisonRecord, turn: number, ballot: Ballot | null): ComparisonRecord {
  const known = turnOf(record.turns, turn);
  return known ? { ...record, turns: withTurn(record.turns, { ...known, ballot }) } : record;
}

/** @returns the body that casts a choice. */
export function requestOf({ verdict, best }: Choice): BallotRequest {
  return verdict === 'best' ? { best: [...best] } : { verdict };
}

function keyOf(turn: number): string {
  return String(turn);
}
