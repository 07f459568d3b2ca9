import { createStore, type StoreApi } from 'zustand/vanilla';
import { judgedAttempts } from '@/lib/comparison/judged-answers';
import { turnOf, withTurn } from '@/lib/comparison/turns';
import type { Ballot, BallotRequest } from '@/lib/protocol/ballot';
import type { ComparisonRecord } from '@/lib/protocol/comparison';
import type { Lane } from '@/lib/protocol/lane';
import { createChangeQueue } from './change-queue';
import type { PaneState } from './pane-state';

/** What is chosen in a turn. */
export type Choice = Pick<Ballot, 'verdict' | 'best'>;

export interface BallotPorts {
  /** Each of these throws RequestFailed. @returns the ballot as the server keeps it. */
  postBallot(comparison: string, turn: number, request: BallotRequest): Promise<Ballot | null>;
  deleteBallot(comparison: string, turn: number): Promise<void>;
  /** The names are known from now on: the page is to be read again. */
  onRevealed(): void;
}

/** The visitor's own ballots: shown at once and sent; if the server refuses one, it is undone. */
export interface BallotBox {
  /** Of a blind comparison: what is chosen and not cast yet, since a ballot there is final. */
  readonly draft: StoreApi<{ choice: Choice | null }>;
  /** Adds a lane to the best ones, or takes it from them; the last one takes the ballot back. */
  chooseLane(turn: number, lane: Lane): Promise<void>;
  /** Says that all are equal or bad; the same again takes it back. */
  judgeAll(turn: number, verdict: 'equal' | 'bad'): Promise<void>;
  /** Casts the draft, which reveals the names. */
  castDraft(turn: number): Promise<void>;
  /** @returns the server's record with this page's ballots that the server has not answered yet. */
  withChanges(serverRecord: ComparisonRecord): ComparisonRecord;
}

/** @param onRefused called with the error of a refused ballot. @param onSent called when the server has accepted one. */
export function createBallotBox(
  store: StoreApi<PaneState>,
  ports: BallotPorts,
  onSent: (comparison: string) => void,
  onRefused: (error: unknown) => void,
): BallotBox {
  const changes = createChangeQueue<Ballot | null>(onRefused);
  const draft = createStore<{ choice: Choice | null }>(() => ({ choice: null }));

  return {
    draft,
    chooseLane(turn, lane) {
      const best = choiceIn(turn)?.best ?? [];
      const next = best.includes(lane) ? best.filter((known) => known !== lane) : [...best, lane].toSorted();
      return choose(turn, next.length === 0 ? null : { verdict: 'best', best: next });
    },
    judgeAll: (turn, verdict) => choose(turn, choiceIn(turn)?.verdict === verdict ? null : { verdict, best: [] }),
    async castDraft(turn) {
      const { record } = store.getState();
      const { choice } = draft.getState();
      if (!record || !choice) return;
      try {
        await ports.postBallot(record.id, turn, requestOf(choice));
        onSent(record.id);
        ports.onRevealed();
      } catch (error) {
        onRefused(error);
      }
    },
    withChanges(serverRecord) {
      const turns = serverRecord.turns.map((turn) => ({
        ...turn,
        ballot: changes.learn(keyOf(turn.turn), turn.ballot),
      }));
      return { ...serverRecord, turns };
    },
  };

  function choiceIn(turn: number): Choice | null {
    const { record } = store.getState();
    if (record && hidesNames(record, turn)) return draft.getState().choice;
    return turnOf(record?.turns ?? [], turn)?.ballot ?? null;
  }

  async function choose(turn: number, choice: Choice | null): Promise<void> {
    const { record, answers } = store.getState();
    const known = turnOf(record?.turns ?? [], turn);
    if (!record || !known) return;
    if (hidesNames(record, turn)) return draft.setState({ choice });
    const judged = judgedAttempts(record, answers, turn) ?? {};
    await changes.change({
      key: keyOf(turn),
      from: known.ballot,
      to: choice && { ...choice, judged, blind: false, castAt: new Date().toISOString() },
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

/** Whether a ballot in that turn would be blind. */
export function hidesNames({ blind, revealed }: ComparisonRecord, turn: number): boolean {
  return blind && !revealed && turn === 1;
}

function withBallot(record: ComparisonRecord, turn: number, ballot: Ballot | null): ComparisonRecord {
  const known = turnOf(record.turns, turn);
  return known ? { ...record, turns: withTurn(record.turns, { ...known, ballot }) } : record;
}

function requestOf({ verdict, best }: Choice): BallotRequest {
  return verdict === 'best' ? { best: [...best] } : { verdict };
}

function keyOf(turn: number): string {
  return String(turn);
}
