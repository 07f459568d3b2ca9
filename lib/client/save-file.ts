import type { ExportFormat } from '@/lib/comparison/export-file';
import type { PaneState } from './pane-state';

/** How long the browser may take to begin the download, ms. */
const LONGEST_START_MS = 60_000;

/** A file to be made in the browser. */
export interface TextFile {
  name: string;
  /** Its media type. */
  type: string;
  text: string;
}

/** Downloads a file that this page has made. */
export function saveFile({ name, type, text }: TextFile): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), LONGEST_START_MS);
}

/**
 * Makes the export in the browser and downloads it: for a server that keeps nothing, where the next request may meet a
 * process that does not know the comparison. The code is loaded when it is needed first.
 *
 * @throws when that code cannot be loaded.
 */
export async function saveExport({ record, answers }: PaneState, format: ExportFormat): Promise<void> {
  if (!record) return;
  const { exportFile } = await import('@/lib/comparison/export-file');
  saveFile(exportFile(record, answers, format));
}
