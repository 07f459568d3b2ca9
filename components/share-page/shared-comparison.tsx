import { PartBoundary } from '../ui/boundary';
import { AskAgain } from './ask-again';
import { Hero } from './hero';
import { ShareHeader } from './share-header';
import { TurnSheets } from './turn-sheets';

/** Without a script a button does nothing, so there is none; everything that is to be read is there. */
const WITHOUT_SCRIPT = 'button, [data-needs-script] { display: none !important; }';

/** The page, top to bottom: what was asked, how each turn went, and the way to ask it again. */
export function SharedComparison() {
  return (
    <div data-slot="shared-comparison">
      <noscript>
        <style>{WITHOUT_SCRIPT}</style>
      </noscript>
      <PartBoundary>
        <ShareHeader />
      </PartBoundary>
      <main className="mx-auto max-w-[1360px] px-4 pb-10 sm:px-7 sm:pb-16">
        <PartBoundary>
          <Hero />
        </PartBoundary>
        <TurnSheets />
        <AskAgain />
      </main>
    </div>
  );
}
