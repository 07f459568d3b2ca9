/** Three bars that run at their own pace. */
export function Logo() {
  return (
    <span data-slot="logo" className="inline-flex items-center gap-2 font-semibold tracking-tight">
      <span aria-hidden="true" className="inline-flex h-4 items-end gap-0.5">
        <i className="h-4 w-1 rounded-sm bg-lane-A" />
        <i className="h-[11px] w-1 rounded-sm bg-lane-B" />
        <i className="h-3.5 w-1 rounded-sm bg-lane-C" />
      </span>
      Abreast
    </span>
  );
}
