/** Whether the browser's own connection is https, as the proxy before us says; without one there is none. */
export function isHttps(headers: Pick<Headers, 'get'>): boolean {
  return headers.get('x-forwarded-proto')?.split(',')[0]?.trim() === 'https';
}
