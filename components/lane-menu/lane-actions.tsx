import { Popover } from '@base-ui/react/popover';
import { Button } from '../ui/button';

/** Something that can be done with a lane. */
export interface LaneAction {
  name: string;
  /** Why it cannot be done now; undefined when it can. */
  off?: string | undefined;
  run(): void;
}

/** What can be done with a lane, each closing the popover that it stands in. */
export function LaneActions({ actions }: { actions: readonly LaneAction[] }) {
  return (
    <div data-slot="lane-actions" className="mt-3 flex flex-wrap gap-1.5">
      {actions.map(({ name, off, run }) =>
        off === undefined ? (
          <Popover.Close key={name} render={<Button className="pointer-coarse:min-h-[40px]" />} onClick={run}>
            {name}
          </Popover.Close>
        ) : (
          <Button key={name} aria-disabled title={off} className="pointer-coarse:min-h-[40px]">
            {name}
          </Button>
        ),
      )}
    </div>
  );
}
