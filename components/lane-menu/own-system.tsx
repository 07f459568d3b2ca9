import { useId } from 'react';
import { SwitchRow } from '../ui/switch-row';
import { TextBox } from '../ui/text-box';

interface OwnSystemProps {
  /** null follows the system prompt of all lanes, '' is none. */
  system: string | null;
  /** What an own one begins with. */
  common: string;
  onWrite(system: string | null): void;
}

/** A switch for a lane's own system prompt, and the prompt. */
export function OwnSystem({ system, common, onWrite }: OwnSystemProps) {
  const id = useId();
  return (
    <div data-slot="own-system" className="mt-1">
      <SwitchRow
        label="Its own system prompt"
        checked={system !== null}
        onChange={(own) => onWrite(own ? common : null)}
      />
      {system !== null && (
        <div className="mt-1 rounded-lg border border-line-strong bg-paper px-2.5 py-1.5">
          <label htmlFor={id} className="sr-only">
            System prompt of this lane
          </label>
          <TextBox
            id={id}
            rows={2}
            value={system}
            placeholder="None for this lane"
            onChange={(event) => onWrite(event.target.value)}
            className="min-h-10 [--most:20dvh] sm:text-[13px]"
          />
        </div>
      )}
    </div>
  );
}
