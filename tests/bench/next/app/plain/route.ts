import { createOpenRouter } from '@openrouter/ai-sdk-provider';
import { streamText } from 'ai';

export const dynamic = 'force-dynamic';

const openrouter = createOpenRouter({ apiKey: 'sk-or-v1-bench', baseURL: process.env.OPENROUTER_BASE_URL });

/** What everybody writes: `streamText` for each model, and each text as a frame of its own. It keeps nothing. */
export async function POST(request: Request) {
  const { prompt, models } = (await request.json()) as { prompt: string; models: string[] };
  const encoder = new TextEncoder();
  const stream = new ReadableStream({
    async start(controller) {
      const send = (event: object) => controller.enqueue(encoder.encode(`data: ${JSON.stringify(event)}\n\n`));
      await Promise.all(
        models.map(async (model, lane) => {
          const { textStream } = streamText({ model: openrouter(model), prompt, abortSignal: request.signal });
          for await (const content of textStream) send({ type: 'chunk', lane, model, content });
          send({ type: 'done', lane, model });
        }),
      ).catch(() => {});
      if (!request.signal.aborted) controller.close();
    },
  });
  return new Response(stream, {
    headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-cache, no-transform' },
  });
}
