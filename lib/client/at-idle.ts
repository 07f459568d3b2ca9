/** Calls it once the page is loaded and has nothing else to do. */
export function atIdle(call: () => void): void {
  // Safari has no such callback.
  const wait = () => (window.requestIdleCallback ? window.requestIdleCallback(call) : setTimeout(call, 200));
  if (document.readyState === 'complete') wait();
  else window.addEventListener('load', wait, { once: true });
}
