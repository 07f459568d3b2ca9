'use client';

import { saveFile } from '@/lib/client/save-file';
import { usePreference } from '@/lib/client/use-preference';
import { CopyButton } from '../ui/copy-button';

interface CodeToolsProps {
  code: string;
  /** As the model wrote it after the fence; empty if it did not. */
  language: string;
  /** More code is expected: half a file is not downloaded. */
  streaming: boolean;
}

/** Wraps the lines of all code in this browser, downloads this code, or copies it. */
export function CodeTools({ code, language, streaming }: CodeToolsProps) {
  const [wrap, setWrap] = usePreference('wrap');
  return (
    <span className="tools">
      <button type="button" aria-pressed={wrap === 'on'} onClick={() => setWrap(wrap === 'on' ? '' : 'on')}>
        Wrap
      </button>
      <button
        type="button"
        hidden={streaming}
        onClick={() => saveFile({ name: fileNameOf(language), type: 'text/plain', text: code })}
      >
        Download
      </button>
      <CopyButton text={code} />
    </span>
  );
}

/** Endings of files by the names of their languages, where these are no endings themselves. */
const ENDINGS = new Map([
  ['bash', 'sh'],
  ['c#', 'cs'],
  ['c++', 'cpp'],
  ['csharp', 'cs'],
  ['golang', 'go'],
  ['haskell', 'hs'],
  ['javascript', 'js'],
  ['julia', 'jl'],
  ['kotlin', 'kt'],
  ['latex', 'tex'],
  ['makefile', 'mk'],
  ['markdown', 'md'],
  ['matlab', 'm'],
  ['objective-c', 'm'],
  ['perl', 'pl'],
  ['plaintext', 'txt'],
  ['powershell', 'ps1'],
  ['python', 'py'],
  ['ruby', 'rb'],
  ['rust', 'rs'],
  ['shell', 'sh'],
  ['typescript', 'ts'],
  ['yaml', 'yml'],
  ['zsh', 'sh'],
]);

/** Languages whose names are the endings of their files. */
const SAME = new Set(
  'c cpp cs css csv dart diff ex go graphql h html ini java js json jsx kt lua m md mjs php py r rb rs scala sh sol sql svg swift tex toml ts tsx txt vue xml yml zig'.split(
    ' ',
  ),
);

/** @returns a name with the ending of the language; of one that is not known nothing gets into the name. */
export function fileNameOf(language: string): string {
  const name = language.toLowerCase();
  return `code.${ENDINGS.get(name) ?? (SAME.has(name) ? name : 'txt')}`;
}
