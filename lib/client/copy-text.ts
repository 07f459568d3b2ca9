/**
 * Puts a text, which may still be on its way, on the clipboard. Call it in a click, before anything is awaited: Safari
 * allows it at no other moment, and waits for the text. A page that came over plain HTTP has no clipboard: there the
 * text is selected and copied.
 *
 * @throws when the browser refuses, or when the text does not come.
 */
export async function copyText(text: string | Promise<string>): Promise<void> {
  if (!navigator.clipboard) return copySelected(await text);
  if (typeof ClipboardItem === 'undefined') return navigator.clipboard.writeText(await text);
  const blob = Promise.resolve(text).then((ready) => new Blob([ready], { type: 'text/plain' }));
  await navigator.clipboard.write([new ClipboardItem({ 'text/plain': blob })]);
}

function copySelected(text: string): void {
  const focused = document.activeElement;
  const field = document.createElement('textarea');
  field.value = text;
  field.readOnly = true;
  field.style.cssText = 'position: fixed; top: 0; opacity: 0';
  // Inside the dialog, since its focus trap would take the focus back.
  (focused?.closest('[role="dialog"]') ?? document.body).append(field);
  field.select();
  const copied = document.execCommand('copy');
  field.remove();
  if (focused instanceof HTMLElement) focused.focus();
  if (!copied) throw new Error('the browser does not let the page copy');
}
