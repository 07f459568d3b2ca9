import { type AnswerName, modelId } from '../answers';
import type { Target } from '../targets/target';
import { type Frame, type OpenStream, openStream, send } from './open-stream';

export interface RunRequest {
  prompt: string;
  answer: AnswerName;
  lanes: number;
  /** Of a follow-up. */
  comparison?: string;
}

export interface StartedRun {
  run: string;
  comparison: string;
  stream: OpenStream;
}

/** Asks the app. @returns once the first event has told which run it is. */
export async function startRun(
  { origin, path, headers }: Target,
  { prompt, answer, lanes, comparison }: RunRequest,
  onFrame: (frame: Frame) => void = () => {},
): Promise<StartedRun> {
  const body = comparison ? { comparison, prompt } : { prompt, models: Array<string>(lanes).fill(modelId(answer)) };
  return new Promise((resolve, reject) => {
    const stream = openStream({ url: `${origin}${path}`, headers, body }, (frame) => {
      if (frame.id === '1') resolve({ ...JSON.parse(frame.data), stream });
      onFrame(frame);
    });
    stream.ended.then(() => reject(new Error('The run has no first event')), reject);
  });
}

/** @returns its run, when it has ended. */
export async function askToEnd(target: Target, request: RunRequest): Promise<StartedRun> {
  const started = await startRun(target, request);
  await started.stream.ended;
  return started;
}

/** Presses Stop. @throws when the app refuses. */
export async function stopRun({ origin, headers }: Target, run: string): Promise<void> {
  const { status } = await send({ url: `${origin}/api/runs/${run}`, method: 'DELETE', headers });
  if (status !== 204) throw new Error(`Stop answered ${status}`);
}
