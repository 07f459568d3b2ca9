import { Composer } from '../composer/composer';
import { Header } from '../header/header';
import { Announcer } from '../lane/announcer';
import { Panes } from '../panes/panes';
import { Track } from '../track/track';
import { PartBoundary } from '../ui/part-boundary';
import { PageTitle } from './page-title';
import { Shortcuts } from './shortcuts';

/** The page, top to bottom: whose question, what ran when, the answers, the next question. */
export function Workspace() {
  return (
    <div
      data-slot="workspace"
      className="grid h-dvh grid-cols-[minmax(0,1fr)] grid-rows-[auto_auto_minmax(var(--least),1fr)_auto] overflow-y-auto overflow-x-hidden"
    >
      <PartBoundary>
        <Header />
      </PartBoundary>
      <PartBoundary>
        <Track />
      </PartBoundary>
      <PartBoundary>
        <Panes />
      </PartBoundary>
      <PartBoundary>
        <Composer />
      </PartBoundary>
      <Announcer />
      <PageTitle />
      <Shortcuts />
    </div>
  );
}
