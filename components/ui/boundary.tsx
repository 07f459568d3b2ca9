'use client';

import { Component, type ReactNode } from 'react';

interface BoundaryProps {
  /** What stands in the place of the children once they have failed; `again` mounts them again. */
  fallback(again: () => void): ReactNode;
  children: ReactNode;
}

/**
 * Keeps a failure to itself: one in drawing, or a page that somebody else has rearranged so that React does not find its
 * elements. Without, React takes the whole page away.
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
