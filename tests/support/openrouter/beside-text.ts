import type { Step } from './script';

/** So many frames, each with another source and no text. */
export function cites(count: number): Step[] {
  return numbers(count).map((nth) =>
    beside({
      annotations: [
        { type: 'url_citation', url_citation: { url: `https://example.com/${nth}`, title: `Page ${nth}` } },
      ],
    }),
  );
}

/** So many frames, each with another picture and no text. */
export function draws(count: number): Step[] {
  return numbers(count).map((nth) => {
    const url = `data:image/png;base64,${Buffer.alloc(nth).toString('base64')}`;
    return beside({ images: [{ type: 'image_url', image_url: { url } }] });
  });
}

/** A frame that asks for a tool. */
export function calls(name: string): Step {
  return beside({ tool_calls: [{ index: 0, id: 'call_1', type: 'function', function: { name, arguments: '{}' } }] });
}

function beside(delta: object): Step {
  return { type: 'frame', json: { choices: [{ index: 0, delta: { role: 'assistant', content: '', ...delta } }] } };
}

function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}
