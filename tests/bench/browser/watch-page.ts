import type { Progress } from '../figures';

/** What the page itself notes while it streams. Moments are ms since it was opened. */
export interface Watched {
  /** Of lane A: the markers of its text that have come, and those on the screen. */
  arrived: Progress[];
  drawn: Progress[];
  /** When the text of lane A was drawn, changed or not. */
  frames: number[];
  /** All tasks over 50 ms: how long each took, ms. */
  longTasks: { at: number; ms: number }[];
  /** From a key or an input to the frame that shows it, ms; a multiple of 8. */
  inputs: number[];
}

/** Runs in the page, before its own scripts. A copy of the stream tells what has come of lane A, each frame what is drawn. */
export function watchPage(): void {
  const watched: Watched = { arrived: [], drawn: [], frames: [], longTasks: [], inputs: [] };
  (window as unknown as { watched: Watched }).watched = watched;
  const lastMarker = (text: string) => Number([...text.matchAll(/\bw(\d+)/g)].at(-1)?.[1] ?? 0);

  const fetchPage = window.fetch;
  window.fetch = async (...request) => {
    const response = await fetchPage(...request);
    if (!response.body || !response.headers.get('content-type')?.startsWith('text/event-stream')) return response;
    const [own, copy] = response.body.tee();
    void noteArrivals(copy);
    return new Response(own, { status: response.status, headers: response.headers });
  };

  async function noteArrivals(stream: ReadableStream<Uint8Array>): Promise<void> {
    const reader = stream.getReader();
    const utf8 = new TextDecoder();
    let rest = '';
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      const at = performance.now();
      const frames = (rest + utf8.decode(part.value, { stream: true })).split('\n\n');
      rest = frames.pop() ?? '';
      for (const frame of frames) {
        if (!frame.includes('"type":"chunk"') || !frame.includes('"lane":"A"')) continue;
        const word = lastMarker(/"content":"((?:[^"\\]|\\.)*)"/.exec(frame)?.[1]?.replaceAll('\\n', '\n') ?? '');
        if (word > 0) watched.arrived.push({ at, word });
      }
    }
  }

  // Asking for frames would make frames. A message that is sent as the text changes comes after the frame that draws it.
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    const at = performance.now();
    watched.frames.push(at);
    const word = lastMarker(document.getElementById('answer-A')?.textContent?.slice(-200) ?? '');
    if (word > (watched.drawn.at(-1)?.word ?? 0)) watched.drawn.push({ at, word });
  };
  const observer = new MutationObserver(() => port2.postMessage(null));
  let observed: Element | null = null;
  setInterval(() => {
    const answer = document.getElementById('answer-A');
    if (answer === observed || answer === null) return;
    observed = answer;
    observer.observe(answer, { subtree: true, childList: true, characterData: true });
    port2.postMessage(null);
  }, 100);
  new PerformanceObserver((list) => {
    for (const { startTime: at, duration: ms } of list.getEntries()) watched.longTasks.push({ at, ms });
  }).observe({ type: 'longtask' });
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) watched.inputs.push(duration);
  }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
}
