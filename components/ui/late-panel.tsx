'use client';

import {
  type ComponentProps,
  cloneElement,
  type MouseEvent,
  type ReactElement,
  type ReactNode,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { useStore } from 'zustand';
import { atIdle } from '@/lib/client/at-idle';
import type { LatePart } from '@/lib/client/late-part';

/** The button that opens a panel. */
export type Trigger = ReactElement<ComponentProps<'button'>>;

interface LatePanelProps<Part> {
  part: LatePart<Part>;
  trigger: Trigger;
  /** The panel is open, or to be opened, without a press. */
  open?: boolean;
  /** Renders the panel, which makes the button its trigger. */
  children(part: Part, trigger: Trigger): ReactNode;
}

/**
 * A button whose panel is loaded when a visitor points at it, focuses or presses it. The first press waits for the panel:
 * then the panel's own trigger takes the place of the button, its focus and its press.
 */
export function LatePanel<Part>({ part, trigger, open = false, children }: LatePanelProps<Part>) {
  const state = useStore(part.store);
  const [needed, setNeeded] = useState(false);
  const press = useRef<PointerEventInit | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  if (open && !needed) setNeeded(true);
  const ready = needed && state.kind === 'ready';
  useEffect(() => {
    if (needed) part.load();
    // A press finds the panel then, even if the server has gone by that time.
    else atIdle(part.preload);
  }, [needed, part]);
  useLayoutEffect(() => {
    if (!ready || !press.current || !button.current) return;
    button.current.focus({ preventScroll: true });
    button.current.dispatchEvent(new PointerEvent('click', press.current));
    press.current = null;
  }, [ready]);
  if (ready) return children(state.part, cloneElement(trigger, { ref: button }));
  const onClick = ({ nativeEvent }: MouseEvent) => {
    press.current = pressOf(nativeEvent);
    setNeeded(true);
    part.load();
  };
  return cloneElement(trigger, {
    ref: button,
    'aria-haspopup': 'dialog',
    'aria-expanded': false,
    onClick,
    onPointerEnter: part.preload,
    onFocus: part.preload,
  });
}

/** What the panel makes of a press depends on its kind: a finger gets no keyboard on the screen. */
function pressOf(event: globalThis.MouseEvent): PointerEventInit {
  const { detail } = event;
  const pointerType = event instanceof PointerEvent ? event.pointerType : '';
  return { bubbles: true, cancelable: true, composed: true, detail, pointerType };
}
