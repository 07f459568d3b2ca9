'use client';

import { type FormEvent, useId, useState } from 'react';
import { isoOfMinute, localMinute } from '@/lib/client/local-minute';
import { useShare } from '@/lib/client/use-share';
import { Button } from '../ui/button';

interface PollClosingProps {
  slug: string;
  closesAt: string | null;
}

/** When the poll closes by itself, in the visitor's own time zone. */
export function PollClosing({ slug, closesAt }: PollClosingProps) {
  const { changePoll } = useShare();
  const id = useId();
  const [value, setValue] = useState(localMinute(closesAt));
  const isKept = value === localMinute(closesAt);
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    const chosen = isoOfMinute(value);
    if (!isKept && chosen !== null) void changePoll(slug, { closesAt: chosen });
  };
  return (
    <form data-slot="poll-closing" onSubmit={onSubmit}>
      <label htmlFor={id} className="block text-ink-2">
        Closes by itself at
      </label>
      <div className="mt-1 flex flex-wrap items-center gap-1.5">
        <input
          id={id}
          type="datetime-local"
          value={value}
          onChange={(event) => setValue(event.target.value)}
          className="min-h-8 min-w-0 flex-1 rounded-lg border border-line-strong bg-paper px-2 text-base sm:text-[13px]"
        />
        {closesAt !== null && isKept ? (
          <Button onClick={() => void changePoll(slug, { closesAt: null })}>Never</Button>
        ) : (
          <Button type="submit" aria-disabled={isKept || value === ''}>
            Set
          </Button>
        )}
      </div>
    </form>
  );
}
