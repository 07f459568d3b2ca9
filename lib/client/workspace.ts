import { createStore, type StoreApi } from 'zustand/vanilla';
import { latestAnswer } from '@/lib/comparison/state';
import { turnOf } from '@/lib/comparison/turns';
import type { ComparisonRecord } from '@/lib/protocol/comparison';
import type { ComparisonChange } from '@/lib/protocol/comparison-change';
import type { Lane } from '@/lib/protocol/lane';
import { createAnswerRest, type GetAnswerPiece } from './answer-rest';
import { RequestFailed, sentenceOf } from './api';
import { askBody, type LaneRequestBody } from './ask-body';
import { createAttemptSelection } from './attempt-selection';
import { busyLanes, type ComposerState, whyNotAsk } from './composer-state';
import { type Draft, emptyDraft, withoutAsked } from './draft';
import { createLaneArrangement, type LaneArrangement } from './lane-arrangement';
import { createRecordLearner, type LearnPorts } from './learn-record';
import type { OtherTabs } from './other-tabs';
import { createOverlays, type OwnChanges } from './own-changes';
import type { PaneSource } from './pane-source';
import type { PaneState } from './pane-state';
import { joined, queueQuestion, takeQuestion, unqueueQuestion } from './question-queue';
import { RunClocks } from './run-clocks';
import { createRunReadings, type ReadingPorts } from './run-readings';
import { withoutBlocked } from './skipped-lanes';
import type { WorkspaceState } from './workspace-state';

/** What the workspace needs from the browser; tests give their own. */
export interface WorkspacePorts extends ReadingPorts, LearnPorts {
  /** Each of these throws RequestFailed. */
  postCompare(body: unknown): Promise<Response>;
  postRetry(run: string, lanes: readonly LaneRequestBody[]): Promise<Response>;
  stopLane(run: string, lane: Lane): Promise<void>;
  stopRun(run: string): Promise<void>;
  changeComparison(id: string, change: ComparisonChange): Promise<void>;
  getAnswerPiece: GetAnswerPiece;
  /** Calls back when the page becomes visible or gets the focus. @returns ends this. */
  onReturn(back: () => void): () => void;
  readonly tabs: OtherTabs;
  /** @returns the name of the line-up that the lanes of a draft are; null for none. */
  lineUpOf(draft: Draft): string | null;
  /** The first question has made a comparison, which has an address now. */
  onComparison(id: string): void;
  /** Everything that the visitor had is deleted, by another tab. */
  onDeletion(): void;
}

/** The page's state and the visitor's actions. Knows no React. */
export interface Workspace extends PaneSource {
  readonly composer: StoreApi<ComposerState>;
  readonly clocks: RunClocks;
  /** Follows the runs that are under way. @returns stops following; the runs go on. */
  connect(): () => void;
  /** Asks the draft, unless Ask is off. While one of its lanes answers, it waits for that. */
  ask(): Promise<void>;
  /**
   * Asks lanes in that turn, again or for the first time, in one run.
   *
   * @returns whether the run has begun; if not, the composer says why.
   */
  retry(turn: number, ...lanes: LaneRequestBody[]): Promise<boolean>;
  stop(lane: Lane, turn: number): Promise<void>;
  stopAll(): Promise<void>;
  /** Selects that attempt, here and wherever this comparison is opened: it is the one shared and continued. */
  selectAttempt(lane: Lane, turn: number, attempt: number): Promise<void>;
  readonly lanes: LaneArrangement;
  readonly own: OwnChanges;
  /** @returns when the server has answered every selection so far. */
  selectionSettled(): Promise<void>;
}

export function createWorkspace(initial: WorkspaceState, ports: WorkspacePorts): Workspace {
  const store = createStore<PaneState>(() => initial.panes);
  const composer = createStore<ComposerState>(() => initial.composer);
  const clocks = new RunClocks(ports.now);
  const change = async (id: string, changed: ComparisonChange) => {
    await ports.changeComparison(id, changed);
    ports.tabs.tell(id);
  };
  const selection = createAttemptSelection(store, change, showProblem);

  const overlays = createOverlays(selection.withChanges);

  const readings = createRunReadings(store, clocks, ports);
  const learner = createRecordLearner(
    { store, composer },
    { settled: selection.settled, withChanges: overlays.apply },
    ports,
    readings.followAll,
  );
  const rest = createAnswerRest(store, ports.getAnswerPiece);

  return {
    store,
    composer,
    clocks,
    rest,
    reconnect: readings.reconnect,
    connect,
    ask,
    retry,
    stop,
    stopAll,
    selectAttempt: selection.select,
    lanes: createLaneArrangement(store, change, showProblem),
    own: {
      overlay: overlays.add,
      tell: ports.tabs.tell,
      learn: learner.learn,
      showProblem,
    },
    selectionSettled: selection.settled,
  };

  function connect(): () => void {
    const letGo = readings.connect();
    const stopQueue = store.subscribe(sendQueued);
    const stay = ports.onReturn(learner.learnOnReturn);
    const stopListening = ports.tabs.listen(learner.learnChange, leave);
    return () => {
      stopQueue();
      stopListening();
      stay();
      letGo();
    };
  }

  /** Leaves what does not exist any more. What was written is not kept, since it would be the only thing left. */
  function leave(): void {
    composer.setState({ draft: emptyDraft, queued: null });
    ports.onDeletion();
  }

  async function ask(): Promise<void> {
    const panes = store.getState();
    const written = composer.getState();
    if (whyNotAsk(panes, written) !== null) return;
    const { sent, draft, skipped } = withoutBlocked(panes.record, written);
    composer.setState({ draft, skipped });
    if (busyLanes(panes, written).length > 0) queueQuestion(composer, sent);
    else await send(sent);
  }

  async function send(sent: Draft, onFailed?: () => void): Promise<void> {
    const panes = store.getState();
    const isFirst = panes.record === null;
    await start(
      () => ports.postCompare(askBody(panes, { draft: sent }, ports.lineUpOf(sent))),
      ({ id }) => {
        store.setState({ selectedTurn: null, openTurns: [] });
        composer.setState(({ draft }) => ({ draft: withoutAsked(draft, sent) }));
        // An address that no other process knows would be lost with a reload.
        if (isFirst && !panes.nothingKept) ports.onComparison(id);
      },
      onFailed,
    );
  }

  /** Asks the question that has waited for its lanes. If that is refused, it is written in the composer again. */
  function sendQueued(): void {
    const queued = takeQuestion(composer, store.getState());
    if (!queued) return;
    const putBack = () => composer.setState(({ draft }) => ({ draft: joined(queued, draft) }));
    void send(queued, putBack);
  }

  async function retry(turn: number, ...lanes: LaneRequestBody[]): Promise<boolean> {
    const run = turnOf(store.getState().record?.turns ?? [], turn)?.runs.at(-1)?.run;
    if (run === undefined) return false;
    return new Promise((settle) => {
      const send = () => ports.postRetry(run, lanes);
      void start(
        send,
        () => settle(true),
        () => settle(false),
      );
    });
  }

  /**
   * Sends a request that starts a run, once the server knows this page's selections and this page knows the server's
   * record. A refused request changes nothing but says why.
   *
   * @param onBegun called once the record tells of the run.
   * @param onFailed called when it does not.
   */
  async function start(
    send: () => Promise<Response>,
    onBegun: (record: ComparisonRecord) => void,
    onFailed: () => void = () => {},
  ): Promise<void> {
    composer.setState({ asking: true, problem: null });
    await selection.settled();
    await learner.settled();
    const selected = selection.settled();
    const begin = (record: ComparisonRecord) => {
      learner.takeIn(record);
      composer.setState({ asking: false });
      ports.tabs.tell(record.id);
      onBegun(record);
      // The record may be older than what was selected since.
      if (selection.settled() !== selected) void learner.learn();
    };
    const fail = (problem: string) => {
      composer.setState({ asking: false, problem });
      onFailed();
    };
    try {
      await readings.start(send, begin, () => fail(BROKE_AT_ONCE));
    } catch (error) {
      fail(sentenceOf(error));
      // If this page knows of no running lane, it runs for another tab.
      if (error instanceof RequestFailed && error.problem.code === 'turn-under-way') void learner.learn();
    }
  }

  async function stop(lane: Lane, turn: number): Promise<void> {
    const answer = latestAnswer(store.getState().answers, turn, lane);
    if (answer) await stopped(ports.stopLane(answer.run, lane));
  }

  async function stopAll(): Promise<void> {
    unqueueQuestion(composer);
    const { runs } = store.getState().answers;
    const running = Object.values(runs).filter(({ end }) => end === null);
    await Promise.all(running.map(({ run }) => stopped(ports.stopRun(run))));
  }

  /** Other tabs may hold every connection that the browser opens to the server: then a reading of this page gives way. */
  async function stopped(request: Promise<void>): Promise<void> {
    const answered = new AbortController();
    void ports.pause(LATE_MS, answered.signal).then(() => answered.signal.aborted || ports.places.giveWay());
    await request.catch(showProblem);
    answered.abort();
  }

  function showProblem(error: unknown): void {
    composer.setState({ problem: sentenceOf(error) });
  }
}

/** A request to stop that is not answered after this long, ms, may be waiting for a connection. */
const LATE_MS = 1000;

const BROKE_AT_ONCE =
  'The connection broke before the first word. Your prompt is still here; the models may have been asked.';
