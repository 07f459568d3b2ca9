'use client';

import { flushSync } from 'react-dom';
import { useHistory } from '@/lib/client/use-history';
import { usePaneState } from '@/lib/client/use-panes';
import type { Excerpt, ListedComparison } from '@/lib/protocol/history';
import { LaneBadge } from '../lane/lane-badge';
import { Button } from '../ui/button';
import { countOf } from '../ui/format';
import { When } from '../ui/when';
import { renameButtonId, rowLinkId, undoButtonId } from './history-row';

/** A comparison's title, its models and its date. The whole row is the link, except for its buttons. */
export function ListedRow({ listed }: { listed: ListedComparison }) {
  const { id, title, opening, lanes, turns, createdAt, excerpt } = listed;
  const { edit, remove } = useHistory();
  const current = usePaneState(({ record }) => record?.id === id);
  const name = title ?? opening;
  const removeHere = () => {
    flushSync(() => void remove(id));
    document.getElementById(undoButtonId(id))?.focus();
  };
  return (
    <>
      <a
        id={rowLinkId(id)}
        href={`/c/${id}`}
        aria-current={current ? 'page' : undefined}
        dir="auto"
        className="line-clamp-2 rounded font-medium text-sm [overflow-wrap:anywhere] after:absolute after:inset-0 hover:underline"
      >
        {name}
      </a>
      {excerpt && <ExcerptLine excerpt={excerpt} />}
      <p className="mt-1 flex flex-wrap gap-x-3 gap-y-1 text-ink-2 text-xs">
        {lanes.map(({ lane, model, name: modelName }) => (
          <span key={lane} title={model} className="inline-flex min-w-0 items-center gap-1.5">
            <LaneBadge lane={lane} />
            <bdi translate="no" className="truncate">
              {modelName}
            </bdi>
          </span>
        ))}
      </p>
      <div className="-mr-3 mt-0.5 flex items-center text-ink-2 text-xs">
        <span className="mr-auto">
          <When iso={createdAt} />
          <span>{` · ${countOf(turns, 'turn')}${current ? ' · on this page' : ''}`}</span>
        </span>
        <Button
          id={renameButtonId(id)}
          look="quiet"
          className="relative"
          aria-label={`Rename ${name}`}
          onClick={() => edit(id)}
        >
          Rename
        </Button>
        <Button look="quiet" className="relative" aria-label={`Delete ${name}`} onClick={removeHere}>
          Delete
        </Button>
      </div>
    </>
  );
}

/** Where an answer has the word that was searched for. */
function ExcerptLine({ excerpt: { before, word, after } }: { excerpt: Excerpt }) {
  return (
    <p className="mt-0.5 text-ink-2 text-xs">
      <span className="sr-only">In an answer: </span>
      <bdi className="line-clamp-2 [overflow-wrap:anywhere]">
        <span>{before}</span>
        <mark className="rounded-sm bg-sunk font-medium text-ink underline decoration-2 underline-offset-2">
          {word}
        </mark>
        <span>{after}</span>
      </bdi>
    </p>
  );
}
