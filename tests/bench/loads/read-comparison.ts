import { ANSWERS, type AnswerName, modelId, readStamps } from '../answers';
import { moment } from '../moment';
import type { Target } from '../targets/target';
import { type OpenStream, openStream } from './open-stream';

export interface Question {
  answer: AnswerName;
  lanes: number;
  /** Tells its requests apart at the upstream. */
  prompt: string;
}

/** What a reader saw of one comparison. All times in ms. */
export interface Reading {
  /** From the request to the end of its last stream, by the time to the last token that the upstream wrote. */
  ratio: number;
  /** From the request to each lane's first token, without what the upstream itself took. */
  addedFirst: number[];
  /** From the upstream's writing of each token to its arrival. */
  added: number[];
  bytes: number;
  /** What was lost, doubled, out of order or refused. */
  faults: string[];
}

/** Asks a target and reads all answers. Never rejects: what goes wrong is a fault. */
export async function readComparison(target: Target, question: Question): Promise<Reading> {
  const began = moment();
  const reading: Reading = { ratio: Number.NaN, addedFirst: [], added: [], bytes: 0, faults: [] };
  const lanes = new Map<string, { tokens: number; last: number }>();
  let slowest = 0;
  const note = (lane: string, content: string) => {
    const arrived = moment();
    const seen = lanes.get(lane) ?? { tokens: 0, last: 0 };
    lanes.set(lane, seen);
    for (const { at, arrivedAt } of readStamps(content)) {
      if (at < seen.last) reading.faults.push(`${lane}: ${at} after ${seen.last}`);
      if (arrivedAt !== null) reading.addedFirst.push(arrived - began - (at - arrivedAt));
      reading.added.push(arrived - at);
      slowest = Math.max(slowest, at - began);
      seen.tokens += 1;
      seen.last = at;
    }
  };
  const streams = openStreams(target, question, note, (fault) => reading.faults.push(fault));
  for (const outcome of await Promise.allSettled(streams.map(({ ended }) => ended))) {
    if (outcome.status === 'fulfilled') reading.bytes += outcome.value;
    else reading.faults.push(String(outcome.reason));
  }
  reading.ratio = (moment() - began) / slowest;
  const { tokens } = ANSWERS[question.answer];
  const whole = [...lanes.values()].filter((lane) => lane.tokens === tokens).length;
  if (whole !== question.lanes) reading.faults.push(`${whole} of ${question.lanes} answers are whole`);
  return reading;
}

type OnText = (lane: string, content: string) => void;

/** @returns one stream for all lanes, or one for each, as the target speaks. */
export function openStreams(
  { origin, path, wire, headers }: Target,
  { answer, lanes, prompt }: Question,
  onText: OnText,
  onFault: (fault: string) => void = () => {},
): OpenStream[] {
  const url = `${origin}${path}`;
  const model = modelId(answer);
  if (wire === 'merged') {
    const body = { prompt, models: Array<string>(lanes).fill(model) };
    const stream = openStream({ url, headers, body }, ({ data }) => {
      const event = JSON.parse(data) as { type: string; lane?: string | number; content?: string };
      if (event.type === 'chunk') onText(String(event.lane), event.content ?? '');
      if (event.type === 'error') onFault(data);
    });
    return [stream];
  }
  const body = { model, stream: true, messages: [{ role: 'user', content: prompt }] };
  return Array.from({ length: lanes }, (_, lane) =>
    openStream({ url, headers, body }, ({ data }) => {
      if (data === '[DONE]') return;
      const frame = JSON.parse(data) as { choices?: { delta?: { content?: string } }[] };
      onText(String(lane), frame.choices?.[0]?.delta?.content ?? '');
    }),
  );
}
