import { parseAsk } from '@/lib/protocol/ask';
import { abreast } from '@/lib/run/abreast';
import { ask } from '@/lib/run/ask';
import { Refusal } from '@/lib/run/refusal';
import { readJson } from '../_http/read-json';
import { route } from '../_http/route';
import { streamRun } from '../_http/stream-run';

export const maxDuration = 300;

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  async POST(request) {
    const parsed = parseAsk(await readJson(request));
    if (!parsed.ok) throw invalid(parsed.errors);
    return streamRun(await ask(await abreast(), parsed.ask));
  },
});

function invalid(errors: { path: string; message: string }[]): Refusal {
  const fields = errors.map(({ path, message }) => (path ? `${path} ${message}` : message));
  return new Refusal('invalid', `The request cannot be asked as it is: ${fields.join('; ')}.`, errors);
}
