import { createStore } from 'zustand/vanilla';
import { isRunning } from '@/lib/comparison/answer';
import { listLanes } from '@/lib/comparison/lanes';
import { replayAt, replayLength } from '@/lib/comparison/replay';
import { type ComparisonState, latestAnswer, placeOf } from '@/lib/comparison/state';
import { lanesAskedIn, newestTurn, turnOf } from '@/lib/comparison/turns';
import type { ComparisonRecord, TurnRecord } from '@/lib/protocol/comparison';
import type { Lane } from '@/lib/protocol/lane';
import type { LogPlace } from '@/lib/protocol/log-place';
import { createAnswerRest, type GetAnswerPiece } from './answer-rest';
import { type Connection, type FollowOptions, followRun } from './follow-run';
import { createFoldQueue } from './frame-queue';
import type { PaneSource } from './pane-source';
import { openPanes, type PaneState } from './pane-state';
import { refusedRuns } from './refused-reading';
import { createReplayPlayer, type ReplayPlayer, type ReplayPorts } from './replay-player';
import { RunClocks } from './run-clocks';

export interface SharedTurnPorts extends Pick<FollowOptions, 'reopen' | 'pause' | 'places'>, ReplayPorts {
  getAnswerPiece: GetAnswerPiece;
}

/** One turn of a shared comparison, as a spectator reads it. Knows no React. */
export interface SharedTurn {
  readonly turn: number;
  /** The answers as they ended, or as far as they have got. */
  readonly kept: PaneSource;
  /** For panes and track: the same, or a moment of the replay. */
  readonly played: PaneSource;
  readonly replay: ReplayPlayer;
  /** Follows the runs that are under way. @returns stops that and the replay. */
  connect(): () => void;
}

/**
 * @param initial the comparison up to that turn, which is its last.
 * @param elapsed how old each run was, in ms, when the server drew the page.
 */
export function createSharedTurn(
  initial: PaneState,
  elapsed: Readonly<Record<string, number>>,
  ports: SharedTurnPorts,
): SharedTurn {
  const runs = initial.record?.turns.at(-1)?.runs.map(({ run }) => run) ?? [];
  const turn = newestTurn(initial.record?.turns ?? []);
  const kept = createStore<PaneState>(() => initial);
  const played = createStore<PaneState>(() => initial);
  const clocks = new RunClocks(ports.now);
  for (const [run, ms] of Object.entries(elapsed)) clocks.note(run, ms);
  const length = () => replayLength(kept.getState().answers, turn);
  const replay = createReplayPlayer(length, ports);

  let connected = new AbortController();
  const rest = createAnswerRest(kept, ports.getAnswerPiece);
  const queue = createFoldQueue(kept, ports.nextFrame);
  kept.subscribe(draw);
  replay.store.subscribe(draw);

  return {
    turn,
    kept: { store: kept, clocks, rest, reconnect, leastEdge: length },
    played: {
      store: played,
      clocks: { elapsed: elapsedOf, stands },
      rest,
      reconnect,
      leastEdge: length,
      replay: replay.store,
    },
    replay,
    connect,
  };

  function draw(): void {
    const now = replay.store.getState();
    const { answers } = kept.getState();
    const before = played.getState().answers;
    const next = now.phase === 'ended' ? answers : replayAt(answers, turn, now.ms, before);
    if (next !== before) played.setState({ answers: next });
  }

  function elapsedOf(run: string): number {
    const now = replay.store.getState();
    return now.phase === 'ended' ? clocks.elapsed(run) : now.ms;
  }

  function stands(run: string): boolean {
    return replay.store.getState().phase === 'ended' && clocks.stands(run);
  }

  function connect(): () => void {
    const own = new AbortController();
    connected = own;
    clocks.start();
    followAll(runs);
    return () => {
      own.abort();
      replay.pause();
    };
  }

  function reconnect(): void {
    const refused = refusedRuns(kept.getState().connections);
    for (const run of refused) noteConnection(run, 'reconnecting');
    followAll(refused);
  }

  function followAll(among: readonly string[]): void {
    const { answers } = kept.getState();
    for (const run of among) {
      const known = answers.runs[run];
      if (!known?.end) void follow(run, placeOf(known), connected.signal);
    }
  }

  function noteConnection(run: string, connection: Connection): void {
    kept.setState(({ connections }) => ({ connections: { ...connections, [run]: connection } }));
  }

  function follow(run: string, place: LogPlace, signal: AbortSignal): Promise<void> {
    return followRun(
      { run, ...place },
      {
        signal,
        reopen: ports.reopen,
        pause: ports.pause,
        places: ports.places,
        listener: {
          onEntry(_, entry) {
            clocks.note(run, entry.event.at);
            queue.push(run, entry);
          },
          onNow: (_, now) => clocks.note(run, now),
          onSaved: () => {},
          onReady: (_, ready) => kept.setState((state) => ({ ready: { ...state.ready, [run]: ready } })),
          onConnection(_, connection) {
            clocks[connection === 'open' ? 'release' : 'hold'](run);
            noteConnection(run, connection);
          },
        },
      },
    );
  }
}

/** A comparison up to one turn, with the lanes that were asked in it; the earlier turns are their history. */
export function sharedTurnPanes(record: ComparisonRecord, state: ComparisonState, turn: number): PaneState {
  const lanes = lanesAskedIn(turnOf(record.turns, turn) ?? { runs: [] });
  return openPanes(
    { ...record, turns: upTo(record.turns, turn).map((earlier) => withLanes(earlier, lanes)) },
    { ...state, turns: upTo(state.turns, turn) },
  );
}

function withLanes(turn: TurnRecord, kept: ReadonlySet<Lane>): TurnRecord {
  const runs = turn.runs.map((run) => ({ ...run, lanes: run.lanes.filter(({ lane }) => kept.has(lane)) }));
  return { ...turn, runs: runs.filter(({ lanes }) => lanes.length > 0) };
}

function upTo<Turn extends { turn: number }>(turns: readonly Turn[], turn: number): Turn[] {
  return turns.filter((candidate) => candidate.turn <= turn);
}

/** @returns whether every lane has ended in the newest turn. */
export function isOver({ record, answers }: PaneState): boolean {
  if (!record) return false;
  return listLanes(record).every(({ lane }) => {
    const answer = latestAnswer(answers, newestTurn(record.turns), lane);
    return answer !== undefined && !isRunning(answer);
  });
}
