import type { NextRequest } from 'next/server';
import { LONG_PARTS, type LongPart } from '@/lib/comparison/beginning';
import { type Lane, laneSchema } from '@/lib/protocol/lane';
import { type LogPlace, readPlace } from '@/lib/protocol/log-place';
import type { FieldError } from '@/lib/protocol/read-fields';
import type { AnswerPlace } from '@/lib/service/load-comparison';
import { invalid, Refusal } from '@/lib/service/refusal';

/** The segments of an answer's address. */
export interface AnswerParams {
  turn: string;
  lane: string;
  attempt: string;
}

/**
 * Reads which piece of an answer an address names: `…/turns/2/lanes/B/1?part=text&after=65536`.
 *
 * @throws Refusal
 */
export function answerPlace(params: AnswerParams, query: URLSearchParams): AnswerPlace {
  const turn = numberFromOne(params.turn);
  const attempt = numberFromOne(params.attempt);
  if (turn === null || attempt === null) {
    throw new Refusal('not-found', 'There is no such answer: turns and attempts are numbered from 1.');
  }
  return { turn, lane: laneParam(params.lane), attempt, ...readQuery(query) };
}

/** Reads the number of a turn in an address. @throws Refusal */
export function turnParam(turn: string): number {
  const number = numberFromOne(turn);
  if (number === null) throw new Refusal('not-found', 'There is no such turn: turns are numbered from 1.');
  return number;
}

function readQuery(query: URLSearchParams): Pick<AnswerPlace, 'part' | 'after'> {
  const part = query.get('part') ?? 'text';
  const after = query.get('after') ?? '0';
  const errors: FieldError[] = [];
  if (!isPart(part)) errors.push({ path: 'part', message: `must be one of ${LONG_PARTS.join(', ')}` });
  if (!/^\d{1,15}$/.test(after)) errors.push({ path: 'after', message: 'must be a number of characters, 0 or more' });
  if (!isPart(part) || errors.length > 0) throw invalid(errors);
  return { part, after: Number(after) };
}

function isPart(text: string): text is LongPart {
  return (LONG_PARTS as readonly string[]).includes(text);
}

/** @returns null for anything but a number from 1. */
function numberFromOne(text: string): number | null {
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : null;
}

/** @throws Refusal for anything but a letter from A to H. */
export function laneParam(text: string): Lane {
  const lane = laneSchema.safeParse(text);
  if (!lane.success) throw new Refusal('not-found', 'There is no such lane: lanes are named A to H.');
  return lane.data;
}

/**
 * The last event that a reader has: `Last-Event-ID`, which wins, or `?after=`; none without either.
 *
 * @throws Refusal when that is no id of an event.
 */
export function placeFrom({ headers, nextUrl }: NextRequest): LogPlace {
  const resumed = headers.get('last-event-id');
  return resumed ? read('Last-Event-ID', resumed) : read('after', nextUrl.searchParams.get('after') ?? '0');
}

function read(path: string, text: string): LogPlace {
  const place = readPlace(text);
  if (place) return place;
  throw invalid([{ path, message: 'must be the sequence number of an event, 0 or more' }]);
}
