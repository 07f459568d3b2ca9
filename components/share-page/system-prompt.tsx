/** What the models were told before the prompt. */
export function SystemPrompt({ text }: { text: string }) {
  return (
    <details data-slot="system-prompt" className="max-w-[54rem] text-[13.5px] text-ink-2">
      <summary className="w-fit rounded hover:text-ink">System prompt</summary>
      <p dir="auto" className="mt-2 whitespace-pre-wrap text-ink leading-relaxed [overflow-wrap:anywhere]">
        {text}
      </p>
    </details>
  );
}
