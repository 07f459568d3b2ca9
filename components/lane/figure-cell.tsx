interface FigureCellProps {
  label: string;
  /** The value says what it is; the label is for screen readers. */
  silent?: boolean;
  /** The best of the turn: a mark, more weight and a word, so that colour is not the only sign. */
  best?: boolean;
  children: string;
}

/** One figure: its value, then what it is. */
export function FigureCell({ label, silent = false, best = false, children }: FigureCellProps) {
  return (
    <div
      data-slot="figure-cell"
      data-best={best}
      className="flex min-w-0 flex-row-reverse justify-end gap-1 whitespace-nowrap"
    >
      <dt className={silent ? 'sr-only' : 'min-w-0 truncate'}>{label}</dt>
      <dd
        translate="no"
        className={`flex-none font-mono tabular-nums tracking-tight ${best ? 'font-semibold text-ok' : 'text-ink'}`}
      >
        {best && (
          <>
            <span aria-hidden="true" className="mr-0.5 align-[1px] text-[8px]">
              ▲
            </span>
            <span className="sr-only">best: </span>
          </>
        )}
        <span>{children}</span>
      </dd>
    </div>
  );
}
