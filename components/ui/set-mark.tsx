/** Marks a button whose panel has content. */
export function SetMark() {
  return (
    <span data-slot="set-mark" className="size-1.5 flex-none rounded-full bg-focus">
      <span className="sr-only">(set)</span>
    </span>
  );
}
