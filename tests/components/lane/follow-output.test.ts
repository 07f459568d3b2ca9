import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createFollowOutput, type ScrollBox } from '@/components/lane/follow-output';

/** A box of 100 px that keeps to its bounds as a browser does. */
function boxOf(height: number) {
  let top = 0;
  let hidden = false;
  let content = height;
  const keep = (wanted: number) => Math.min(Math.max(0, wanted), Math.max(0, content - 100));
  const box: ScrollBox = {
    get scrollTop() {
      return hidden ? 0 : top;
    },
    set scrollTop(wanted: number) {
      if (!hidden) top = keep(wanted);
    },
    get scrollHeight() {
      return hidden ? 0 : content;
    },
    get clientHeight() {
      return hidden ? 0 : 100;
    },
  };
  const hide = (now: boolean) => {
    hidden = now;
  };
  const resize = (to: number) => {
    content = to;
    top = keep(top);
  };
  return { box, resize, hide };
}

/** A box into which something is written. */
function writing(height = 500) {
  const { box, resize, hide } = boxOf(height);
  const follow = createFollowOutput(box);
  follow.begin();
  follow.grow();
  return {
    box,
    follow,
    /** The reader moves the box by so much, and the browser tells. */
    scroll: (by: number) => {
      box.scrollTop += by;
      follow.look();
    },
    grow: (by: number) => {
      resize(box.scrollHeight + by);
      follow.grow();
    },
    /** As a pane that is hidden while another has the room. */
    hide,
    isAtEnd: () => box.scrollTop === box.scrollHeight - box.clientHeight,
  };
}

describe('a pane that is hidden for a while', () => {
  test('goes on following when it is shown again', () => {
    const { hide, follow, grow, isAtEnd } = writing();
    hide(true);
    follow.look();
    follow.grow();
    hide(false);
    grow(200);
    expect(follow.isFollowing()).toBe(true);
    expect(follow.isAway()).toBe(false);
    expect(isAtEnd()).toBe(true);
  });

  test('stands at its beginning when it is shown again, if it ended meanwhile', () => {
    const { box, hide, follow } = writing();
    hide(true);
    follow.finish(0);
    hide(false);
    follow.grow();
    expect(box.scrollTop).toBe(0);
  });
});

describe('while something is written', () => {
  test('a reader who turns to something else is left there, also at the very top, until they come back', () => {
    const { box, grow, follow, isAtEnd } = writing(80);
    follow.leave();
    expect(follow.isFollowing()).toBe(true);
    follow.turnAway();
    grow(300);
    expect(box.scrollTop).toBe(0);
    expect(follow.isAway()).toBe(true);
    follow.toEnd();
    grow(20);
    expect(isAtEnd()).toBe(true);
  });

  test('the box is at its end after each piece', () => {
    const { grow, isAtEnd, follow } = writing();
    for (const by of [20, 0, 300, 1]) {
      grow(by);
      expect(isAtEnd()).toBe(true);
    }
    expect(follow.isAway()).toBe(false);
  });

  test('a reader who goes up by a little more than nothing stays there', () => {
    const { scroll, grow, box, follow } = writing();
    scroll(-1);
    const { scrollTop } = box;
    grow(20);
    grow(20);
    expect(box.scrollTop).toBe(scrollTop);
    expect(follow.isAway()).toBe(true);
  });

  test('a step up counts though the browser tells of it only after the next piece', () => {
    const { box, grow } = writing();
    box.scrollTop -= 3;
    const { scrollTop } = box;
    grow(20);
    expect(box.scrollTop).toBe(scrollTop);
  });

  test('steps of three pixels between the pieces add up', () => {
    const { scroll, grow, box } = writing();
    const from = box.scrollTop;
    for (let step = 0; step < 37; step++) {
      scroll(-3);
      if (step % 2 === 0) grow(23);
    }
    expect(box.scrollTop).toBe(from - 111);
  });

  test('a wheel or a key that is about to go up is not overtaken by a piece', () => {
    const { follow, grow, box } = writing();
    const { scrollTop } = box;
    follow.leave();
    grow(20);
    expect(box.scrollTop).toBe(scrollTop);
  });

  test('a wheel that turns up where there is nothing above lets nobody leave', () => {
    const { follow, grow, isAtEnd } = writing(50);
    follow.leave();
    grow(300);
    expect(isAtEnd()).toBe(true);
  });

  test('back at the end the reader is taken along again', () => {
    const { scroll, grow, isAtEnd, follow } = writing();
    scroll(-200);
    grow(20);
    scroll(100);
    grow(20);
    expect(isAtEnd()).toBe(false);
    scroll(1000);
    expect(follow.isAway()).toBe(false);
    grow(20);
    expect(isAtEnd()).toBe(true);
  });

  test('who sets out for the end is taken along from where it was, though it has gone on since', () => {
    const { scroll, grow, follow, box, isAtEnd } = writing();
    scroll(-200);
    follow.approach();
    scroll(100);
    grow(300);
    expect(isAtEnd()).toBe(false);
    scroll(100);
    expect(box.scrollHeight - box.scrollTop).toBe(400);
    grow(20);
    expect(isAtEnd()).toBe(true);
  });

  test('and where the browser has not shown the last piece when they set out, from the one before', () => {
    const { scroll, grow, follow, isAtEnd } = writing();
    scroll(-200);
    grow(40);
    follow.approach();
    grow(40);
    scroll(200);
    grow(40);
    expect(isAtEnd()).toBe(true);
  });

  test('the button takes the reader to the end, and along', () => {
    const { scroll, grow, isAtEnd, follow } = writing();
    scroll(-200);
    follow.toEnd();
    expect(isAtEnd()).toBe(true);
    expect(follow.isAway()).toBe(false);
    grow(20);
    expect(isAtEnd()).toBe(true);
  });

  test('content under a finger or a mouse button stays, and however slowly it is drawn, it counts', () => {
    const { follow, grow, scroll, box } = writing();
    follow.hold(true);
    const from = box.scrollTop;
    for (let step = 0; step < 10; step++) {
      scroll(-0.4);
      grow(20);
    }
    follow.hold(false);
    expect(box.scrollTop).toBeCloseTo(from - 4);
    grow(20);
    expect(box.scrollTop).toBeCloseTo(from - 4);
  });

  test('what was held and not moved goes on', () => {
    const { follow, grow, isAtEnd } = writing();
    follow.hold(true);
    grow(200);
    expect(isAtEnd()).toBe(false);
    follow.hold(false);
    expect(isAtEnd()).toBe(true);
  });

  test('content that shrinks is no scrolling', () => {
    const { grow, isAtEnd, follow } = writing();
    grow(-150);
    follow.look();
    grow(300);
    expect(isAtEnd()).toBe(true);
  });

  test('content that fits leaves nobody away', () => {
    const { scroll, grow, follow } = writing(140);
    scroll(-10);
    grow(-60);
    expect(follow.isAway()).toBe(false);
  });
});

describe('once it is written', () => {
  test('it stands at its beginning for whoever has not scrolled', () => {
    const { follow, grow, box } = writing();
    grow(20);
    follow.finish(40);
    expect(box.scrollTop).toBe(40);
    expect(follow.isAway()).toBe(false);
    grow(300);
    expect(box.scrollTop).toBe(40);
  });

  test('it stays where the reader has scrolled to, at the end too', () => {
    for (const by of [[-200], [-200, 1000]]) {
      const { follow, scroll, grow, box } = writing();
      for (const each of by) scroll(each);
      const { scrollTop } = box;
      follow.finish(0);
      expect(box.scrollTop).toBe(scrollTop);
      grow(100);
      expect(box.scrollTop).toBe(scrollTop);
      expect(follow.isAway()).toBe(false);
    }
  });

  test('another answer takes the reader along again', () => {
    const { follow, scroll, grow, isAtEnd } = writing();
    scroll(-200);
    follow.finish(0);
    follow.begin();
    grow(20);
    expect(isAtEnd()).toBe(true);
    follow.finish(0);
  });
});

test('whatever the order of pieces and steps, the box moves only for a reader who is at its end', () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant('scroll' as const), by: fc.integer({ min: -60, max: 60 }) }),
    fc.record({ kind: fc.constant('grow' as const), by: fc.integer({ min: 0, max: 60 }) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const { scroll, grow, box, isAtEnd } = writing();
      let left = false;
      for (const { kind, by } of steps) {
        const before = box.scrollTop;
        if (kind === 'scroll') {
          scroll(by);
          if (box.scrollTop < before) left = true;
          if (box.scrollTop > before && box.scrollHeight - box.scrollTop - 100 <= 32) left = false;
        } else {
          grow(by);
          if (left) expect(box.scrollTop).toBe(before);
          else expect(isAtEnd()).toBe(true);
        }
      }
    }),
  );
});
