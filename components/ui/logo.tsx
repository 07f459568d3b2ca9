/** Three bars of different lengths, and the name. @param wordless only the bars, if there is no room for the name. */
export function Logo({ wordless = false }: { wordless?: boolean }) {
  return (
    <span data-slot="logo" translate="no" className="inline-flex items-center gap-2 font-semibold tracking-tight">
      <span aria-hidden="true" className="inline-flex h-4 items-end gap-0.5">
        <i className="h-4 w-1 rounded-sm bg-lane-A" />
        <i className="h-[11px] w-1 rounded-sm bg-lane-B" />
        <i className="h-3.5 w-1 rounded-sm bg-lane-C" />
      </span>
      <span className={wordless ? 'max-sm:hidden' : undefined}>Abreast</span>
    </span>
  );
}
