'use client';

import { flushSync } from 'react-dom';
import { useStore } from 'zustand';
import { useHistory } from '@/lib/client/use-history';
import { usePaneState } from '@/lib/client/use-panes';
import { dollars } from '@/lib/comparison/figure-words';
import type { Excerpt, ListedComparison } from '@/lib/protocol/history';
import { LaneBadge } from '../lane/lane-badge';
import { Button } from '../ui/button';
import { countOf } from '../ui/format';
import { When } from '../ui/when';
import { compactRows } from './history-filters';
import { renameButtonId, rowLinkId, undoButtonId } from './history-row';

/** A comparison's title, its models and its date. The whole row is the link, except for its buttons. */
export function ListedRow({ listed }: { listed: ListedComparison }) {
  const { id, title, opening, lanes, createdAt, excerpt, starred } = listed;
  const { edit, remove, star } = useHistory();
  const isCompact = useStore(compactRows.store).on;
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
        className={`${isCompact ? 'line-clamp-1' : 'line-clamp-2'} rounded font-medium text-sm [overflow-wrap:anywhere] after:absolute after:inset-0 hover:underline`}
      >
        {name}
      </a>
      {excerpt && <ExcerptLine excerpt={excerpt} />}
      <p className={isCompact ? 'sr-only' : 'mt-1 flex flex-wrap gap-x-3 gap-y-1 text-ink-2 text-xs'}>
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
          <span>{factWords(listed, current)}</span>
        </span>
        <Button
          look="quiet"
          className="relative px-2 text-base"
          aria-label={`Star for ${name}`}
          aria-pressed={starred}
          title={starred ? 'Take the star back' : 'Give a star'}
          onClick={() => void star(id, !starred)}
        >
          {starred ? '★' : '☆'}
        </Button>
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

function factWords({ turns, failed, costUsd }: ListedComparison, current: boolean): string {
  const facts = [
    countOf(turns, 'turn'),
    ...(costUsd === null ? [] : [dollars(costUsd)]),
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(current ? ['on this page'] : []),
  ];
  return facts.map((fact) => ` · ${fact}`).join('');
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
