'use client';

import { useEffect, useRef, useState } from 'react';
import { useShare } from '@/lib/client/use-share';
import { Button } from '../ui/button';

/** Shows the names to every reader, once the author has confirmed it: that ends the poll. */
export function PollNames({ slug }: { slug: string }) {
  const { changePoll } = useShare();
  const [isAsking, setAsking] = useState(false);
  const first = useRef<HTMLButtonElement>(null);
  const wasAsking = useRef(false);
  useEffect(() => {
    if (isAsking !== wasAsking.current) first.current?.focus();
    wasAsking.current = isAsking;
  }, [isAsking]);
  if (!isAsking) {
    return (
      <Button ref={first} className="w-fit" onClick={() => setAsking(true)}>
        Show the names to every reader
      </Button>
    );
  }
  return (
    <fieldset data-slot="poll-names" aria-label="Show the names" className="grid gap-2">
      <p>Every reader of this link then sees the names, and the poll takes no more ballots. This cannot be undone.</p>
      <div className="flex gap-2">
        <Button ref={first} look="primary" onClick={() => void changePoll(slug, { names: 'all' })}>
          Show them and end the poll
        </Button>
        <Button onClick={() => setAsking(false)}>Cancel</Button>
      </div>
    </fieldset>
  );
}
