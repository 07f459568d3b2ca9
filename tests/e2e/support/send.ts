import type { IncomingHttpHeaders } from 'node:http';
import { text } from 'node:stream/consumers';
import { HOUSE_KEY } from './app';
import { type Outgoing, openRequest } from './open-request';

export interface Answered {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

/** Sends a request and reads the whole response. @throws when the response holds the house key. */
export async function send(outgoing: Outgoing): Promise<Answered> {
  const response = await openRequest(outgoing);
  const answered = { status: response.statusCode ?? 0, headers: response.headers, text: await text(response) };
  if (JSON.stringify(answered).includes(HOUSE_KEY)) throw new Error(`${outgoing.path} gave the house key away`);
  return answered;
}
