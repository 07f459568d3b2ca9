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
