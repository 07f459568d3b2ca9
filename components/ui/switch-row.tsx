interface SwitchRowProps {
  label: string;
  checked: boolean;
  onChange(checked: boolean): void;
}

/** A switch with its label, which also toggles it. */
export function SwitchRow({ label, checked, onChange }: SwitchRowProps) {
  return (
    <label
      data-slot="switch-row"
      className="flex min-h-8 pointer-coarse:min-h-[40px] cursor-pointer items-center justify-between gap-3"
    >
      <span>{label}</span>
      <input
        type="checkbox"
        role="switch"
        checked={checked}
        aria-checked={checked}
        onChange={(event) => onChange(event.target.checked)}
        className="relative h-5 w-9 flex-none cursor-pointer appearance-none rounded-full bg-ink-3 transition-colors before:absolute before:top-0.5 before:left-0.5 before:size-4 before:rounded-full before:bg-raised before:transition-transform checked:bg-ink checked:before:translate-x-4 motion-reduce:transition-none motion-reduce:before:transition-none forced-colors:size-5 forced-colors:appearance-auto forced-colors:before:hidden"
      />
    </label>
  );
}
