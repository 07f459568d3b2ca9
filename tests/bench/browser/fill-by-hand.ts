/**
 * The floor, run in a page of the app that has been drawn: its eight answers are filled with plain text nodes, once a frame,
 * from the same stream. Nothing parses, and no component renders.
 *
 * @param stream the address of the tokens.
 */
export async function fillByHand(stream: string): Promise<void> {
  const response = await fetch(stream, { method: 'POST' });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  const waiting = new Map<string, string>();
  let rest = '';
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    const frames = (rest + part.value).split('\n\n');
    rest = frames.pop() ?? '';
    if (waiting.size === 0 && frames.length > 0) requestAnimationFrame(draw);
    for (const frame of frames) {
      const { lane, content } = JSON.parse(frame.slice('data: '.length)) as { lane: string; content: string };
      waiting.set(lane, (waiting.get(lane) ?? '') + content);
    }
  }

  function draw(): void {
    for (const [lane, content] of waiting) append(lane, content);
    waiting.clear();
  }

  function append(lane: string, content: string): void {
    const box = document.getElementById(`answer-${lane}`);
    const markdown = box?.querySelector('.markdown');
    if (!box || !markdown) return;
    for (const [index, part] of content.split('\n\n').entries()) {
      if (index > 0 || !markdown.lastElementChild) markdown.append(document.createElement('p'));
      const { lastElementChild } = markdown;
      if (lastElementChild?.firstChild instanceof Text) lastElementChild.firstChild.appendData(part);
      else lastElementChild?.append(part);
    }
    box.scrollTop = box.scrollHeight;
  }
}
