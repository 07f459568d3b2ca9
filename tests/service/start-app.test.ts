import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { goOnUnread } from '@/lib/service/start-app';

test('an output that nobody reads any more is no exception', () => {
  const [guarded, bare] = [new PassThrough(), new PassThrough()];
  goOnUnread([guarded]);
  const lost = Object.assign(new Error('write EPIPE'), { code: 'EPIPE' });
  expect(() => bare.emit('error', lost)).toThrow('EPIPE');
  expect(() => guarded.emit('error', lost)).not.toThrow();
});
