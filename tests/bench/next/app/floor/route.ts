import http from 'node:http';

export const dynamic = 'force-dynamic';

const agent = new http.Agent({ keepAlive: true, scheduling: 'lifo' });
const url = `${process.env.OPENROUTER_BASE_URL}/chat/completions`;

/**
 * The least that a Next route can cost: `node:http`, a plain parser, and one write for what comes in a turn of the event
 * loop. It keeps nothing, and knows neither failures nor visitors.
 */
export async function POST(request: Request) {
  const { prompt, models } = (await request.json()) as { prompt: string; models: string[] };
  const answers: http.ClientRequest[] = [];
  let open = models.length;
  let gathered = '';
  let closed = false;
  const close = () => {
    closed = true;
    for (const answer of answers) answer.destroy();
  };
  request.signal.addEventListener('abort', close, { once: true });
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      const flush = () => {
        if (!closed && gathered !== '') controller.enqueue(Buffer.from(gathered));
        gathered = '';
      };
      const send = (event: object) => {
        if (gathered === '') setImmediate(flush);
        gathered += `data: ${JSON.stringify(event)}\n\n`;
      };
      const end = () => {
        open -= 1;
        if (open > 0 || closed) return;
        flush();
        closed = true;
        controller.close();
      };
      for (const [lane, model] of models.entries()) {
        const onText = (content: string) => send({ type: 'chunk', lane, content });
        answers.push(ask(prompt, model, onText, end));
      }
    },
    cancel: close,
  });
  return new Response(stream, {
    headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-cache, no-transform' },
  });
}

function ask(prompt: string, model: string, onText: (text: string) => void, onEnd: () => void): http.ClientRequest {
  const body = JSON.stringify({ model, stream: true, messages: [{ role: 'user', content: prompt }] });
  const headers = { 'content-type': 'application/json', authorization: 'Bearer sk-or-v1-bench' };
  const answer = http.request(url, { method: 'POST', agent, headers }, (response) => {
    let rest = '';
    response.setEncoding('utf8').on('data', (text: string) => {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      const content = lines.map(textOf).join('');
      if (content !== '') onText(content);
    });
    response.once('close', onEnd);
  });
  answer.once('error', onEnd);
  return answer.end(body);
}

function textOf(line: string): string {
  return line.startsWith('data: {') ? (JSON.parse(line.slice(6)).choices?.[0]?.delta?.content ?? '') : '';
}
