import { expect, test } from 'vitest';
import { DatabaseAway, type DatabaseTrouble } from '@/lib/persistence/database-away';
import { DatabaseCheck } from '@/lib/service/database-check';
import { FakeClock, settle } from '../support/fake-clock';

/** A check of a database that answers like that. */
function checkOf(answer: () => Promise<void>) {
  const clock = new FakeClock();
  const database = {
    asked: 0,
    trouble: null as DatabaseTrouble | null,
    ping: () => {
      database.asked += 1;
      return answer();
    },
  };
  const check = new DatabaseCheck(database, clock);
  return { clock, database, check };
}

const never = () => new Promise<never>(() => {});
const away = () => Promise.reject(new DatabaseAway('unreachable', 'ECONNREFUSED'));

test('is asked once a second at most, however many pages ask', async () => {
  const { clock, database, check } = checkOf(async () => {});
  expect(await Promise.all(Array.from({ length: 50 }, () => check.trouble()))).toEqual(Array(50).fill(null));
  await clock.advance(999);
  await check.trouble();
  expect(database.asked).toBe(1);
  await clock.advance(1);
  await check.trouble();
  expect(database.asked).toBe(2);
});

test('is asked again at once when a statement has failed since it answered, and not while it is asked', async () => {
  let answers = true;
  const { database, check } = checkOf(() => (answers ? Promise.resolve() : away()));
  expect(await check.trouble()).toBe(null);
  answers = false;
  database.trouble = 'removed';
  expect(await Promise.all([check.trouble(), check.trouble()])).toEqual(['unreachable', 'unreachable']);
  expect(await check.trouble()).toBe('unreachable');
  expect(database.asked).toBe(2);
});

test('tells a database that is away from one that hangs, and keeps no page waiting for that', async () => {
  expect(await checkOf(away).check.trouble()).toBe('unreachable');
  const { clock, check } = checkOf(never);
  const asked = check.trouble();
  await clock.advance(2000);
  expect(await asked).toBe('silent');
});

test('lets go of work that the database holds up, and gives what work gives where it does not', async () => {
  const broken = checkOf(away);
  await expect(broken.check.during(never())).rejects.toMatchObject({ trouble: 'unreachable' });
  await expect(broken.check.during(Promise.reject(new Error('nobody hears this')))).rejects.toThrow('cannot be read');
  const sound = checkOf(async () => {});
  expect(await sound.check.during(Promise.resolve('found'))).toBe('found');
  await expect(sound.check.during(Promise.reject(new Error('a fault of ours')))).rejects.toThrow('ours');
  await settle();
});
