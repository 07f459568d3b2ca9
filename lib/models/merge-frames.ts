/**
 * Merges neighbouring frames that are nothing but pieces of the same text, or of the same reasoning, into one.
 * Any frame with more in it (usage, a finish, an error, citations, something new) stays as it came, and so does
 * one that is not JSON.
 *
 * @param frames the data of frames that arrived together.
 */
export function mergeFrames(frames: readonly string[]): readonly string[] {
  if (frames.length < 2) return frames;
  const merged: string[] = [];
  let open: Piece | null = null;
  for (const data of frames) {
    const piece = pieceOf(data);
    if (open && piece && open.kind === piece.kind && open.key === piece.key) {
      open.data = null;
      open.content += piece.content;
      continue;
    }
    if (open) merged.push(dataOf(open));
    open = piece;
    if (!piece) merged.push(data);
  }
  if (open) merged.push(dataOf(open));
  return merged;
}

interface Piece {
  kind: 'text' | 'reasoning' | 'reasoning-detail';
  /** Everything in the frame but its content: only frames that agree on it are merged. */
  key: string;
  content: string;
  /** The frame as it came, while nothing was merged into it. */
  data: string | null;
  frame: Frame;
}

type Json = Record<string, unknown>;
type Frame = Json & { choices: [Json & { delta: Json }] };

function pieceOf(data: string): Piece | null {
  const frame = readFrame(data);
  if (!frame) return null;
  const { delta } = frame.choices[0];
  const { role, content, reasoning, reasoning_details: details, ...rest } = delta;
  if (Object.values(rest).some((value) => value != null)) return null;
  if (isText(content) && !isText(reasoning) && isEmpty(details)) return piece('text', content, frame, data, role);
  if (isText(content)) return null;
  if (isEmpty(details)) return isText(reasoning) ? piece('reasoning', reasoning, frame, data, role) : null;
  const detail = Array.isArray(details) && details.length === 1 ? (details[0] as Json | null) : null;
  if (detail?.type !== 'reasoning.text' || !isText(detail.text) || detail.signature != null) return null;
  return piece('reasoning-detail', detail.text, frame, data, [role, { ...detail, text: '' }]);
}

function piece(kind: Piece['kind'], content: string, frame: Frame, data: string, more: unknown): Piece {
  const { choices, ...envelope } = frame;
  const { delta, ...choice } = choices[0];
  return { kind, key: JSON.stringify([envelope, choice, more]), content, data, frame };
}

/** @returns the frame when it has one choice with a delta, that has not finished, and neither usage nor error. */
function readFrame(data: string): Frame | null {
  let frame: unknown;
  try {
    frame = JSON.parse(data);
  } catch {
    return null;
  }
  if (!isObject(frame) || 'error' in frame || frame.usage != null) return null;
  const choices = frame.choices;
  if (!Array.isArray(choices) || choices.length !== 1) return null;
  const choice: unknown = choices[0];
  return isObject(choice) && isObject(choice.delta) && choice.finish_reason == null ? (frame as Frame) : null;
}

function dataOf({ kind, content, data, frame }: Piece): string {
  if (data !== null) return data;
  const choice = frame.choices[0];
  const { delta } = choice;
  const details = Array.isArray(delta.reasoning_details) ? delta.reasoning_details : [];
  const whole =
    kind === 'text'
      ? { ...delta, content }
      : kind === 'reasoning'
        ? { ...delta, reasoning: content }
        : { ...delta, reasoning: content, reasoning_details: [{ ...details[0], text: content }] };
  return JSON.stringify({ ...frame, choices: [{ ...choice, delta: whole }] });
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isEmpty(value: unknown): boolean {
  return value == null || (Array.isArray(value) && value.length === 0);
}
