import { createHash } from 'node:crypto';

/** An answer of OpenRouter's pages and routes for OAuth with PKCE (OR-docs, "OAuth PKCE"). */
export interface OAuthAnswer {
  status: number;
  body: string | object;
}

interface Grant {
  challenge: string;
  used: boolean;
  /** What the visitor was asked to allow. */
  wanted: Record<string, string>;
}

/** What OpenRouter remembers of visitors who are about to make a key. */
export class OAuthPages {
  #grants = new Map<string, Grant>();
  /** Answers 400 to a `code_challenge_method`, which some versions of the API do. */
  refusesMethod = false;
  /** Each key with what it was made for, in their order. */
  readonly made: { key: string; wanted: Record<string, string> }[] = [];

  /** The page on which a visitor allows a key, cancels, or reads the code to paste. */
  page(query: URLSearchParams): OAuthAnswer {
    const callback = query.get('callback_url');
    const isValid =
      query.get('code_challenge_method') === 'S256' && /^[\w-]{43}$/.test(query.get('code_challenge') ?? '');
    if (!isValid) return { status: 400, body: { error: { code: 400, message: 'Invalid challenge' } } };
    const code = `code-${this.#grants.size + 1}`;
    this.#grants.set(code, {
      challenge: query.get('code_challenge') ?? '',
      used: false,
      wanted: Object.fromEntries(query),
    });
    const choices =
      callback === null
        ? `<p>Your code: <code id="code">${code}</code></p>`
        : `<p><a href="${callback}?code=${code}">Allow</a> <a href="${callback}">Cancel</a></p>`;
    return { status: 200, body: `<!doctype html><title>OpenRouter</title>${choices}` };
  }

  /** `POST /auth/keys`: a code for a key, once. */
  exchange(json: string): OAuthAnswer {
    const { code, code_verifier: verifier, code_challenge_method: method } = JSON.parse(json);
    if (method !== undefined && (this.refusesMethod || method !== 'S256')) {
      return { status: 400, body: { error: { code: 400, message: 'Invalid code_challenge_method' } } };
    }
    const grant = this.#grants.get(code);
    const proof = createHash('sha256').update(String(verifier)).digest('base64url');
    if (!grant || grant.used || proof !== grant.challenge) {
      return { status: 403, body: { error: { code: 403, message: 'Invalid code or code_verifier' } } };
    }
    grant.used = true;
    const key = `sk-or-v1-connected-${this.made.length + 1}`;
    this.made.push({ key, wanted: grant.wanted });
    return { status: 200, body: { key, user_id: 'user' } };
  }
}
