import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readVisitor, signVisitor } from '@/lib/session/visitor-token';

const idArbitrary = fc.stringMatching(/^[\w-]{1,64}$/);

describe('a visitor’s token', () => {
  test('says who it is to whoever has the secret', () => {
    fc.assert(
      fc.property(idArbitrary, fc.string(), fc.string(), (id, secret, other) => {
        expect(readVisitor(signVisitor(id, secret), [secret])).toBe(id);
        expect(readVisitor(signVisitor(id, secret), [other, secret])).toBe(id);
        if (other !== secret) expect(readVisitor(signVisitor(id, secret), [other])).toBeNull();
      }),
    );
  });

  test('is a word that a cookie can hold', () => {
    expect(signVisitor('abc', 'secret')).toMatch(/^abc\.[\w-]{43}$/);
  });

  test('is refused when a character of it is changed, lost or added', () => {
    const token = signVisitor('visitor-1', 'secret');
    for (let at = 0; at < token.length; at++) {
      // The last character of the signature carries two bits that mean nothing; another letter may stand for the same.
      const changed = token.slice(0, at) + (token[at] === 'A' ? 'Q' : 'A') + token.slice(at + 1);
      expect(readVisitor(changed, ['secret']), changed).toBeNull();
      expect(readVisitor(token.slice(0, at) + token.slice(at + 1), ['secret'])).toBeNull();
    }
    for (const wrong of [`${token}A`, `A${token}`, `${token} `, '', '.', 'visitor-1', 'visitor-1.', `.${token}`]) {
      expect(readVisitor(wrong, ['secret']), wrong).toBeNull();
    }
  });
});
