declare global {
  interface Window {
    /** A form tells that it has run, or has loaded what it wanted. */
    tell?(form: string): void;
  }
}

/**
 * Brings markup and texts of code into the page, one form after another, in each way in which an answer could do harm if it
 * became markup or was evaluated. Runs in the page.
 *
 * @param foreign the origin of another site, for which the test answers.
 * @returns of each form `ran`, or the directive of the policy that blocked it.
 */
export async function bringIn(foreign: string): Promise<Record<string, string>> {
  const telling = (form: string) => `parent.tell(${JSON.stringify(form)})`;
  const at = (file: string, form: string) => `${foreign}/${file}?${encodeURIComponent(form)}`;
  const inData = (code: string) => `data:text/javascript,${encodeURIComponent(code)}`;

  const forms: Record<string, (form: string) => unknown> = {
    'an event handler': (form) => write(form, `<img src="data:," onerror='${telling(form)}'>`),
    'a javascript: link': (form) => write(form, `<a href='javascript:${telling(form)}'>away</a>`).click(),
    'a javascript: frame': (form) => write(form, `<iframe src='javascript:parent.${telling(form)}'></iframe>`),
    'a script': (form) => write(form, `<script>${telling(form)}</script>`),
    'a script with a guessed nonce': (form) => write(form, `<script nonce="guessed">${telling(form)}</script>`),
    'a script with a data: address': (form) => write(form, `<script src="${inData(telling(form))}"></script>`),
    'a script of another site': (form) => write(form, `<script src="${at('script', form)}"></script>`),
    'a module of another site': (form) => write(form, `<script type="module" src="${at('script', form)}"></script>`),
    'a module that imports one': (form) => write(form, `<script type="module">import "${at('script', form)}"</script>`),
    'a picture of another site': (form) => tellLoad(form, `<img src="${at('picture', form)}">`),
    'a style sheet of another site': (form) => tellLoad(form, `<link rel="stylesheet" href="${at('style', form)}">`),
    'a page of another site': (form) => write(form, `<iframe src="${at('page', form)}"></iframe>`),
    'an object of another site': (form) => tellLoad(form, `<object data="${at('picture', form)}"></object>`),
    'a base of another site': (form) => {
      const { baseURI } = write(form, `<base href="${foreign}">`);
      if (baseURI.startsWith(foreign)) end(form, 'ran');
    },
    'a form to another site': (form) => {
      const sent = `<form method="post" action="${at('page', form)}" target="inner"></form>`;
      (write(form, `<iframe name="inner"></iframe>${sent}`) as HTMLFormElement).submit();
    },
    'a request to another site': (form) => fetch(at('text', form)).then(() => end(form, 'ran')),
    eval: (form) => Reflect.get(window, 'eval')(telling(form)),
    'new Function': (form) => new Function(telling(form))(),
    'a timer with a text': (form) => setTimeout(telling(form)),
  };

  /** Lets a parser read the markup, in a document that has the policy of the page. Scripts in `innerHTML` never run. */
  function write(form: string, html: string): HTMLElement {
    const { contentDocument: written } = document.body.appendChild(document.createElement('iframe'));
    if (written === null) throw new Error('a frame without an address has a document');
    written.open();
    listen(form, written);
    written.write(`<body>${html}`);
    written.close();
    return written.body.lastElementChild as HTMLElement;
  }

  function tellLoad(form: string, html: string): void {
    write(form, html).addEventListener('load', () => end(form, 'ran'));
  }

  function listen(form: string, heard: Document): void {
    heard.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => end(form, effectiveDirective));
  }

  const outcomes: Record<string, string> = {};
  let settle = () => {};
  function end(form: string, outcome: string): void {
    outcomes[form] ??= outcome;
    settle();
  }

  window.tell = (form) => end(form, 'ran');
  window.addEventListener('message', ({ data }) => end(data, 'ran'));
  for (const [form, bring] of Object.entries(forms)) {
    const ended = new Promise<void>((resolve) => {
      settle = () => form in outcomes && resolve();
    });
    // In a task of the page: what a debugger evaluates may evaluate texts, whatever the policy says.
    setTimeout(async () => {
      listen(form, document);
      // What is blocked throws as well; its outcome says more.
      await Promise.resolve(form)
        .then(bring)
        .catch(() => {});
    });
    await ended;
  }
  return outcomes;
}
