import type { NextRequest } from 'next/server';
import { invalid } from '@/lib/service/refusal';

/**
 * From where a reader goes on: `Last-Event-ID`, which wins, or `?after=`; 0 without either.
 *
 * @throws Refusal when it is no sequence number.
 */
export function sequenceFrom({ headers, nextUrl }: NextRequest): number {
  const resumed = headers.get('last-event-id');
  return resumed ? read('Last-Event-ID', resumed) : read('after', nextUrl.searchParams.get('after') ?? '0');
}

function read(path: string, text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw invalid([{ path, message: 'must be the sequence number of an event, 0 or more' }]);
}
