import { createReadingPlaces } from '@/lib/client/reading-places';
import { createWorkspace, type WorkspacePorts } from '@/lib/client/workspace';
import { modelOf } from './model-of';
import { newWorkspaceState } from './new-workspace-state';
import { runEvents, runRecordOf, startFramesOf, streamOf } from './run-frames';

const model = modelOf('m/A', { name: 'Model A', vendor: 'M', context: 1000, usdPerMillion: { input: 1, output: 2 } });

const FIRST = runEvents('r1', { A: ['one ', 'two'], B: ['three'] });

/** A workspace of models A and B, whose frames are turned by hand. */
export function setUpWorkspace(ports: Partial<WorkspacePorts> = {}, prompt = 'Why?') {
  const asked: unknown[] = [];
  const addresses: string[] = [];
  let flush = () => {};
  const workspace = createWorkspace(newWorkspaceState(prompt, [model, { ...model, id: 'm/B' }]), {
    postCompare: async (body) => {
      asked.push(body);
      return streamOf(startFramesOf(FIRST));
    },
    postRetry: async () => streamOf(startFramesOf(runEvents('r2', { A: ['again'] }, 1, 2), 'Why?', runRecordOf(FIRST))),
    stopLane: async () => {},
    stopRun: async () => {},
    changeComparison: async () => {},
    getRecord: () => Promise.reject(new Error('no record was asked for')),
    onReturn: () => () => {},
    isVisible: () => true,
    tabs: { tell: () => {}, tellDeletion: () => {}, listen: () => () => {} },
    getAnswerPiece: async () => ({ content: '', next: null }),
    reopen: async () => new Response(null, { status: 404 }),
    pause: async () => {},
    places: createReadingPlaces(() => new Promise(() => {})),
    nextFrame: (next) => {
      flush = next;
    },
    now: () => 0,
    onComparison: (id) => addresses.push(id),
    lineUpOf: () => null,
    onDeletion: () => addresses.push('gone'),
    ...ports,
  });
  /** Of panes and composer together. */
  const state = () => ({ ...workspace.store.getState(), ...workspace.composer.getState() });
  return { workspace, asked, addresses, frame: () => flush(), state };
}
