import { describe, expect, test } from 'vitest';
import { RunClocks } from '@/lib/client/run-clocks';

describe('the clocks of runs', () => {
  test('stand still until they are started, and have lost no time then', () => {
    let now = 1000;
    const clocks = new RunClocks(() => now);
    clocks.note('r', 300);
    now = 1500;
    expect(clocks.elapsed('r')).toBe(300);
    clocks.start();
    expect(clocks.elapsed('r')).toBe(800);
  });

  test('believe the earliest beginning: what the server says comes late, never early', () => {
    let now = 1000;
    const clocks = new RunClocks(() => now);
    clocks.start();
    clocks.note('r', 100);
    now = 1200;
    clocks.note('r', 350);
    clocks.note('r', 200);
    expect(clocks.elapsed('r')).toBe(350);
  });

  test('stand while nothing is heard of their run, and go on from where it really is', () => {
    let now = 0;
    const clocks = new RunClocks(() => now);
    clocks.start();
    clocks.note('r', 0);
    now = 3000;
    clocks.hold('r');
    now = 9000;
    clocks.hold('r');
    expect(clocks.elapsed('r')).toBe(3000);
    clocks.release('r');
    expect(clocks.elapsed('r')).toBe(9000);
  });

  test('know nothing of a run that has not been heard of', () => {
    expect(new RunClocks(() => 5).elapsed('r')).toBe(0);
  });
});
