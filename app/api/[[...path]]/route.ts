import { Refusal } from '@/lib/service/refusal';
import { route } from '../_http/route';

async function nothingHere(): Promise<Response> {
  throw new Refusal('not-found', 'There is nothing at this address. docs/http.md lists the routes.');
}

export const maxDuration = 300;

export const { GET, POST, PUT, PATCH, DELETE } = route({
  GET: nothingHere,
  POST: nothingHere,
  PUT: nothingHere,
  PATCH: nothingHere,
  DELETE: nothingHere,
});

export const OPTIONS = GET;
