'use client';

import { Component, type ReactNode } from 'react';
import { Button } from './button';

interface BoundaryProps {
  /** Replaces the children after a failure; `again` mounts them again. */
  fallback(again: () => void): ReactNode;
  children: ReactNode;
}

/**
 * Contains a failure of rendering, also if a browser extension has moved elements so that React does not find them. Without
 * it React would remove the whole page.
 */
export class Boundary extends Component<BoundaryProps, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return this.props.fallback(() => this.setState({ failed: false }));
  }
}

/** A part of the page; if it fails, a line with a button that restores it. Other parts are not affected. */
export function PartBoundary({ children }: { children: ReactNode }) {
  return (
    <Boundary
      fallback={(again) => (
        <div data-slot="part-boundary" className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2 text-[13px]">
          <p role="alert" className="text-ink-2">
            This part of the page has failed. An extension or a translation may have changed it.
          </p>
          <Button onClick={again}>Show it again</Button>
        </div>
      )}
    >
      {children}
    </Boundary>
  );
}
