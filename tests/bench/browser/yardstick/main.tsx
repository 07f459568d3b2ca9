import './main.css';
import { memo, useLayoutEffect, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { Streamdown } from 'streamdown';

const LANES = [...'ABCDEFGH'];
const NO_TEXTS: Readonly<Record<string, string>> = {};

/** Eight panes, as everybody writes them: a state for each token, and React renders the panes that have a new text. */
function App() {
  const [texts, setTexts] = useState(NO_TEXTS);
  const [isAsked, setAsked] = useState(false);
  const ask = async () => {
    setAsked(true);
    await readTokens((lane, content) => setTexts((before) => ({ ...before, [lane]: (before[lane] ?? '') + content })));
    document.body.dataset.state = 'done';
  };
  return (
    <div className="grid h-dvh grid-rows-[auto_minmax(0,1fr)_auto]">
      <header className="p-2">{isAsked ? 'Eight answers' : 'Ask eight models'}</header>
      <main className="grid min-h-0 auto-cols-[minmax(340px,1fr)] grid-flow-col overflow-x-auto">
        {LANES.map((lane) => (
          <Pane key={lane} lane={lane} text={texts[lane] ?? ''} />
        ))}
      </main>
      <form className="p-2">
        <textarea aria-label="Prompt" className="w-full border" />
        <button type="button" onClick={() => void ask()}>
          Ask 8 models
        </button>
      </form>
    </div>
  );
}

const Pane = memo(function Pane({ lane, text }: { lane: string; text: string }) {
  const box = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it follows the text.
  useLayoutEffect(() => {
    if (box.current) box.current.scrollTop = box.current.scrollHeight;
  }, [text]);
  return (
    <article className="grid min-h-0 grid-rows-[auto_minmax(0,1fr)] border-r">
      <h2 className="p-2">{lane}</h2>
      <section ref={box} id={`answer-${lane}`} className="overflow-y-auto p-3 text-sm">
        <Streamdown>{text}</Streamdown>
      </section>
    </article>
  );
});

async function readTokens(take: (lane: string, content: string) => void): Promise<void> {
  const response = await fetch('/stream', { method: 'POST' });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    const frames = (rest + part.value).split('\n\n');
    rest = frames.pop() ?? '';
    for (const frame of frames) {
      const { lane, content } = JSON.parse(frame.slice('data: '.length)) as { lane: string; content: string };
      take(lane, content);
    }
  }
}

createRoot(document.getElementById('root') ?? document.body).render(<App />);
