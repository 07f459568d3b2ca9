'use client';

import { useEffect, useRef } from 'react';
import { usePaneState } from '@/lib/client/use-panes';
import { useShare, useShareState } from '@/lib/client/use-share';
import { hidesNames } from '@/lib/comparison/hides-names';
import { CopyButton } from '../ui/copy-button';
import { SwitchRow } from '../ui/switch-row';
import { PollDetails } from './poll-details';

/** A link with its address, what it shows, its poll if it is one, whether it has the author's ballots, and whether search engines may list it. */
export function LinkDetails({ slug }: { slug: string }) {
  const { index, showBallots } = useShare();
  const link = useShareState(({ links }) => links.find((candidate) => candidate.slug === slug));
  const selected = useShareState(({ sharing }) => sharing.phase === 'made' && sharing.copied === 'refused');
  const hasBallots = usePaneState(
    ({ record }) => record !== null && !hidesNames(record) && record.turns.some(({ ballot }) => ballot !== null),
  );
  if (!link) return null;
  const { url, turns, indexed, withBallots, poll } = link;
  return (
    <div data-slot="link-details">
      <LinkField url={url} selected={selected} />
      <div className="-ml-3 flex items-center">
        <CopyButton text={url} label="Copy link" />
        <a
          href={url}
          target="_blank"
          rel="noopener"
          className="hit inline-flex min-h-8 items-center rounded-lg px-3 text-ink-2 hover:bg-sunk hover:text-ink"
        >
          <span>Open</span>
          <span className="sr-only"> the shared page in a new tab</span>
        </a>
      </div>
      {poll ? <PollDetails slug={slug} poll={poll} /> : <p className="mt-1 text-ink-2">{reachWords(turns)}</p>}
      {(hasBallots || withBallots) && (
        <SwitchRow
          label="My ballots are on the page"
          checked={withBallots}
          onChange={(checked) => void showBallots(slug, checked)}
        />
      )}
      <SwitchRow
        label="Let search engines list it"
        checked={indexed}
        onChange={(checked) => void index(slug, checked)}
      />
    </div>
  );
}

function reachWords(turns: number): string {
  const turnWords = turns === 1 ? 'this turn as it is' : `these ${turns} turns as they are`;
  return `Anyone with the link sees ${turnWords} now. Answers still running keep arriving. To include later turns or retries, share again.`;
}

interface LinkFieldProps {
  url: string;
  /** The address is selected, to be copied by hand. */
  selected: boolean;
}

/** A link's address, which can be copied by hand. */
export function LinkField({ url, selected }: LinkFieldProps) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (!selected) return;
    field.current?.focus();
    field.current?.select();
  }, [selected]);
  return (
    <input
      ref={field}
      data-slot="link-field"
      aria-label="Link"
      readOnly
      value={url}
      onFocus={(event) => event.target.select()}
      className="my-2 w-full rounded-lg border border-line-strong bg-paper px-2.5 py-1.5 font-mono text-base sm:text-xs"
    />
  );
}
