'use client';

import { useComposerState } from '@/lib/client/use-workspace';

/** Why the last request was refused. Nothing that was written is lost by it. */
export function ProblemLine() {
  const problem = useComposerState((state) => state.problem);
  return (
    <p
      data-slot="problem-line"
      role="alert"
      className="text-[13px] text-bad empty:hidden slim:absolute slim:inset-x-0 slim:bottom-full slim:border-line slim:border-t slim:bg-raised slim:px-4 slim:py-1"
    >
      {problem}
    </p>
  );
}
