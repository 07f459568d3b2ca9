'use client';

import { askDemo } from '@/lib/client/ask-demo';
import { writePrompt } from '@/lib/client/draft';
import { pageCatalog } from '@/lib/client/use-catalog';
import { useKeyState } from '@/lib/client/use-key';
import { useComposerState, useEditDraft, useWorkspace } from '@/lib/client/use-workspace';
import { EXAMPLE_PROMPTS } from '@/lib/protocol/example-prompts';
import { Button } from '../ui/button';
import { findPromptBox } from '../ui/prompt-box';

const EXAMPLES = Object.values(EXAMPLE_PROMPTS);

/** Before the first question: what this is, and one click to see it or three ways to begin, unless there is a question. */
export function Start() {
  const prefilled = useComposerState((state) => state.prefilled);
  return (
    <main data-slot="start" className="grid min-h-0 place-items-center overflow-y-auto px-5 py-6">
      <div className="w-full max-w-xl">
        <StartNotice />
        <p className="font-semibold text-2xl tracking-tight">One prompt, several models, side by side.</p>
        <p className="mt-2 text-ink-2">
          All start at the same instant. See how long each one waited, thought and wrote, how fast, and at what cost.
        </p>
        <noscript>
          <p className="mt-4 border-line-strong border-l-2 pl-3">
            Asking needs JavaScript: answers come as a stream, which this page puts together. Without it, links to
            shared comparisons, your own comparisons and their exports can be read.
          </p>
        </noscript>
        {prefilled ? (
          <>
            <p className="mt-5">
              This link filled in the prompt and the models below. Nothing is asked until you press Ask.
            </p>
            <DemoOnly />
          </>
        ) : (
          <>
            <TryDemo example={EXAMPLE_PROMPTS.floats} />
            <DemoOnly />
            <Examples />
          </>
        )}
        <StartFoot />
      </div>
    </main>
  );
}

function Examples() {
  const edit = useEditDraft();
  const write = (prompt: string) => {
    edit(writePrompt(prompt));
    findPromptBox()?.focus();
  };
  return (
    <>
      <p id="examples" className="mt-7 text-[13px] text-ink-2">
        {'Or start with an example. It fills in the prompt; nothing is asked until you press Ask.'}
      </p>
      <ul aria-labelledby="examples" className="mt-2 grid gap-2">
        {EXAMPLES.map((prompt) => (
          <li key={prompt}>
            <button
              type="button"
              onClick={() => write(prompt)}
              className="w-full rounded-lg border border-line bg-raised px-3.5 py-2.5 text-left text-sm hover:border-line-strong"
            >
              {prompt}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

/** One click to answers: no key, no cost. */
export function TryDemo({ example }: { example: string }) {
  const workspace = useWorkspace();
  return (
    <div data-slot="try-demo" className="mt-5 flex flex-wrap items-center gap-x-3 gap-y-1.5">
      <Button look="primary" className="min-h-10 px-4" onClick={() => void askDemo(workspace, pageCatalog, example)}>
        Try it with demo models
      </Button>
      <span className="text-[13px] text-ink-2">Canned answers, free, no key needed.</span>
    </div>
  );
}

/** On a server without a key: why the other models do not answer, and how a visitor or the owner adds a key. */
function DemoOnly() {
  const payer = useKeyState((state) => state.payer);
  return (
    payer === 'none' && (
      <p data-slot="demo-only" className="mt-3 text-[13px] text-ink-2">
        <span>
          {'Only demo models answer here until there is a key: your own, by the button with the key above, or one for '}
        </span>
        <span>{'everybody, which the owner of this server sets as '}</span>
        <code>OPENROUTER_API_KEY</code>
        <span>.</span>
      </p>
    )
  );
}

/** Links to what this server is and does; the check if it has found something that could be better. */
function StartFoot() {
  const checkServer = useComposerState((state) => state.checkServer);
  const look = 'hit inline-flex min-h-[24px] items-center text-ink-2 underline underline-offset-2 hover:text-ink';
  return (
    <p className="mt-5 flex flex-wrap gap-x-4 gap-y-1 text-[13px]">
      <a href="/privacy" className={look}>
        Privacy
      </a>
      {checkServer && (
        <a href="/check" className={look}>
          Check this server
        </a>
      )}
    </p>
  );
}

/** What is to be known before asking: that the address fills in less than it says, or that nothing will be kept. */
export function StartNotice() {
  const notice = useComposerState((state) => state.notice);
  return (
    notice && (
      <p
        data-slot="start-notice"
        className="mb-6 rounded-lg border border-line-strong border-dashed px-3.5 py-2.5 text-ink-2 text-sm"
      >
        {notice}
      </p>
    )
  );
}
