/** Says of a button that there is something behind it. */
export function SetMark() {
  return (
    <span data-slot="set-mark" className="size-1.5 flex-none rounded-full bg-focus">
      <span className="sr-only">(set)</span>
    </span>
  );
}
