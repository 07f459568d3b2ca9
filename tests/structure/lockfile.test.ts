import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from './source';

interface Locked {
  version?: string;
  integrity?: string;
  inBundle?: boolean;
  resolved?: string;
  optionalDependencies?: Record<string, string>;
}

const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
  packages: Record<string, Locked>;
};
const installed = Object.entries(packages).filter(([place]) => place !== '');

/** @returns the packages around a package, the nearest first. */
function placesAround(place: string): string[] {
  const end = place.lastIndexOf('/node_modules/');
  return end < 0 ? [] : [place.slice(0, end), ...placesAround(place.slice(0, end))];
}

function isFound(name: string, from: string): boolean {
  return [from, ...placesAround(from), ''].some((place) => `${place && `${place}/`}node_modules/${name}` in packages);
}

describe('the lockfile', () => {
  test('tells of each package what it must be, byte for byte, or that it comes inside of one that is', () => {
    expect(installed.length).toBeGreaterThan(200);
    const unvouched = installed.filter(([place, { integrity, inBundle }]) => {
      if (integrity) return !integrity.startsWith('sha512-');
      return !(inBundle && placesAround(place).some((around) => packages[around]?.integrity));
    });
    expect(unvouched.map(([place]) => place)).toEqual([]);
  });

  test('has the programs of every system that a package may need one of', () => {
    const missing = Object.entries(packages).flatMap(([place, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter((name) => !isFound(name, place)),
    );
    expect(missing).toEqual([]);
    for (const system of ['darwin-arm64', 'darwin-x64', 'win32-arm64-msvc', 'win32-x64-msvc', 'linux-x64-gnu']) {
      expect(packages[`node_modules/@next/swc-${system}`]?.integrity, system).toBeTruthy();
    }
  });

  test('names no server to fetch from: whoever installs has their own registry', () => {
    expect(installed.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
  });

  test('has what package.json asks for, which asks for one version each', () => {
    const { dependencies, devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
      expect(version, name).toMatch(/^\d+\.\d+\.\d+$/);
      expect(packages[`node_modules/${name}`]?.version, name).toBe(version);
    }
  });
});
