import { NextRequest } from 'next/server';
import { describe, expect, it, vi } from 'vitest';
import { route } from '@/app/api/_http/route';

const context = { params: Promise.resolve({}) };

function request(method: string): NextRequest {
  return new NextRequest('http://localhost:3000/api/anything', { method });
}

describe('a route', () => {
  it('lets go of the body that GET made when only the head was asked for', async () => {
    let left = 0;
    const body = new ReadableStream({ cancel: () => void left++ });
    const answer = async () => new Response(body, { headers: { 'content-type': 'text/plain' } });
    const { GET } = route({ GET: answer });
    const response = await GET(request('HEAD'), context);
    expect(left).toBe(1);
    expect(response.body).toBeNull();
    expect(response.headers.get('content-type')).toBe('text/plain');
  });

  it('lets go of a body that nobody waits for any more, and leaves one alone that is being sent', async () => {
    for (const when of ['before', 'after', 'while it is sent'] as const) {
      const leaving = new AbortController();
      let left = 0;
      const body = new ReadableStream({ cancel: () => void left++ });
      const answer = async () => new Response(body);
      const { GET } = route({ GET: answer });
      if (when === 'before') leaving.abort();
      const address = 'http://localhost:3000/api/anything';
      const response = await GET(new NextRequest(address, { signal: leaving.signal }), context);
      if (when === 'while it is sent') response.body?.getReader();
      leaving.abort();
      expect(left, when).toBe(when === 'while it is sent' ? 0 : 1);
    }
  });

  it('tells by OPTIONS, and with every 405, which methods it takes and no others', async () => {
    const answer = async () => new Response('');
    const { OPTIONS, PUT } = route({ GET: answer, DELETE: answer });
    expect((await OPTIONS(request('OPTIONS'), context)).headers.get('allow')).toBe('GET, DELETE');
    const refused = await PUT(request('PUT'), context);
    expect(refused.status).toBe(405);
    expect(refused.headers.get('allow')).toBe('GET, DELETE');
  });

  it('says nothing of what went wrong inside, and tells whoever runs the server its kind alone', async () => {
    const fail = async () => {
      throw Object.assign(new TypeError('the prompt was: my secret'), { code: 'E_SOME' });
    };
    const { POST } = route({ POST: fail });
    const said = vi.spyOn(console, 'error').mockImplementation(() => {});
    const response = await POST(request('POST'), context);
    expect(said.mock.calls).toEqual([['A POST request has failed: TypeError E_SOME.']]);
    said.mockRestore();
    expect(response.status).toBe(500);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(await response.text()).not.toContain('secret');
  });

  it('claims of a change that broke neither that it was done nor that it was not', async () => {
    const fail = async () => {
      throw new Error('broken');
    };
    const said = vi.spyOn(console, 'error').mockImplementation(() => {});
    const { GET, POST } = route({ GET: fail, POST: fail });
    const detailOf = async (response: Response) => (await response.json()).detail;
    expect(await detailOf(await POST(request('POST'), context))).toMatch(/may have been done. Reload/);
    expect(await detailOf(await GET(request('GET'), context))).toBe(
      'Something went wrong on our side. Please try again.',
    );
    said.mockRestore();
  });
});
