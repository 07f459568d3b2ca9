import { type ReactNode, useId } from 'react';

/** The properties that a field's control must have. */
export interface ControlProps {
  id: string;
  'aria-invalid': boolean;
  'aria-describedby': string;
  className: string;
}

interface FieldProps {
  label: string;
  /** The error, as the end of a sentence that begins with the label; undefined for none. */
  error: string | undefined;
  /** A quiet remark. */
  hint: string | null;
  control(props: ControlProps): ReactNode;
}

/** A labelled control, with its error or hint below. */
export function Field({ label, error, hint, control }: FieldProps) {
  const id = useId();
  return (
    <div data-slot="field">
      <div className="flex min-h-9 pointer-coarse:min-h-[40px] items-center justify-between gap-3">
        <label htmlFor={id}>{label}</label>
        {control({
          id,
          'aria-invalid': error !== undefined,
          'aria-describedby': `${id}-note`,
          className:
            'min-h-9 pointer-coarse:min-h-[40px] w-36 rounded-lg border border-line-strong bg-paper px-2.5 text-base aria-invalid:border-bad sm:text-[13px]',
        })}
      </div>
      <p id={`${id}-note`} className="mt-1 text-xs empty:hidden">
        {error !== undefined ? (
          <span role="alert" className="text-bad">
            {`${label} ${error}`}
          </span>
        ) : (
          hint && <span className="text-ink-2">{hint}</span>
        )}
      </p>
    </div>
  );
}
