import { describeTalk, type Question } from '../question';

/** About 900 tokens: headings, two tables, code in two languages. */
export function writeLong(question: Question): string {
  const opening = question.pick([
    `You asked ${question.prompt}, and you will get more than you asked for. This is a **canned demo answer**, long on purpose, so that you can see headings, tables and code arrive while other panes are already done. ${describeTalk(question)}`,
    `${question.prompt} calls for a long answer. Here is one, though a **canned demo answer** and about another matter: how several answers can be streamed side by side without getting in each other's way. ${describeTalk(question)}`,
  ]);
  const { title, reader, figures, fanOut, closing } = LONG_PARTS;
  return [question.pick(title), opening, ...reader, ...figures, ...fanOut, question.pick(closing)].join('\n\n');
}

/** The paragraphs of the long answer. Of titles and closings one is chosen. */
export const LONG_PARTS = {
  title: ['# Streaming several models at once', '# Side by side: a field guide', '# Many answers, one screen'],

  reader: [
    '## 1. Read pieces, not lines',
    'A model does not send lines. It sends *pieces*, and the network cuts those where it likes: in the middle of a word, of a frame, even of a single character. A reader must put them together again before it looks at them.',
    `\`\`\`ts
/** Yields the data of each server-sent event, wherever the network has cut. */
async function* readEvents(body: ReadableStream<Uint8Array>) {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const bytes of body) {
    rest += decoder.decode(bytes, { stream: true });
    const frames = rest.split('\\n\\n');
    rest = frames.pop() ?? '';
    for (const frame of frames) {
      if (frame.startsWith('data: ')) yield frame.slice(6);
    }
  }
}
\`\`\``,
    "The line that matters is `{ stream: true }`. Without it an emoji that straddles two packets turns into `\uFFFD\uFFFD`, once a day, on somebody else's machine.",
  ],

  figures: [
    '## 2. Measure what people feel',
    'Four figures describe an answer well enough to choose by:',
    `| figure | what is counted | what it tells you |
| :-- | :-- | :-- |
| **first word** | from the start to the first text | how long the pane is empty |
| **tok/s** | tokens of text over the time of writing | how fast it fills |
| **tokens** | word pieces, thoughts included | how much there is to read |
| **cost** | tokens times price | whether you can afford it a thousand times |`,
    'Do not average them over different prompts. A model that is quick on short questions may crawl on long ones, and the mean of both describes neither.',
    '### A word on waiting',
    'What counts as fast depends on what the answer is for:',
    `| used for | first word | tok/s |
| :-- | --: | --: |
| autocomplete | < 0.3 s | 100+ |
| chat | < 1 s | 30+ |
| a report | < 5 s | any |
| a nightly batch | *any* | any |`,
  ],

  fanOut: [
    '## 3. Keep the lanes apart',
    'The commonest mistake is to await the answers together. Then one failure takes all of them along, and the slowest decides when anybody is shown anything. Give each lane a task and an ending of its own:',
    `\`\`\`python
async def ask_all(prompt: str, models: list[str]) -> None:
    """Ask every model at once; one that fails leaves the others talking."""
    async with asyncio.TaskGroup() as lanes:
        for model in models:
            lanes.create_task(run_lane(model, prompt))


async def run_lane(model: str, prompt: str) -> None:
    try:
        async with asyncio.timeout(280):
            async for piece in stream(model, prompt):
                await show(model, piece)
    except (ProviderError, TimeoutError) as error:
        await show_failure(model, error)  # and nobody else hears of it
\`\`\``,
    'Three rules keep this honest:',
    [
      '1. **Start together.** The clock of each lane begins at the same instant, or the comparison is about luck.',
      '2. **Never wait for a reader.** A slow browser must not make a model look slow.',
      '3. **End exactly once.** Done, stopped or failed: one of them, and then silence.',
    ].join('\n'),
  ],

  closing: [
    '---\n\nThat is all of it. If the pane next to this one said as much in a third of the words, prefer that one. *Length is a cost, too.*',
    '---\n\nIf you have scrolled to the end: thank you. Now show these answers to a colleague without a word, and see whether they pick the **same** winner.',
  ],
} as const;
