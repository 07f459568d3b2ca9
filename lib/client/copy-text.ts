/**
 * Puts a text that is still to come on the clipboard. To be called in a click, before anything is awaited: Safari
 * allows it at no other moment, and waits for the text.
 *
 * @throws when the browser refuses (as on a page that came over plain HTTP), or when the text does not come.
 */
export async function copyText(text: Promise<string>): Promise<void> {
  if (typeof ClipboardItem === 'undefined') return navigator.clipboard.writeText(await text);
  const blob = text.then((ready) => new Blob([ready], { type: 'text/plain' }));
  await navigator.clipboard.write([new ClipboardItem({ 'text/plain': blob })]);
}
