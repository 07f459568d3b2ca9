import type { ReactNode } from 'react';
import { listOf } from '@/lib/client/list-of';
import type { PrivacyFacts } from '@/lib/protocol/privacy';
import { countOf } from '../ui/format';
import { DeleteEverything } from './delete-everything';

/** What this server stores of its visitors, where it sends it, and how to delete it. */
export function Privacy(facts: PrivacyFacts) {
  return (
    <div data-slot="privacy" className="[overflow-wrap:anywhere]">
      <p className="mt-2 text-ink-2">
        What this server does with what you type. There are no accounts, and nobody is told who you are.
      </p>
      <Section title="What is stored">
        <p>{storeWords(facts)}</p>
        <p>{retentionWords(facts)}</p>
        <p>
          {
            'A link that you share shows its turns to anybody who has it, until you revoke it. What readers report of a link is stored with it, without their names or addresses.'
          }
        </p>
        <p>
          {
            'To keep to its limits, the server counts your requests by your cookie and by a keyed hash of your network address, and forgets that within two hours; what you have spent counts until the end of the day. The address itself is not stored. Of each paid answer, model, cost and day are kept, without text or visitor.'
          }
        </p>
      </Section>
      <Section title="What leaves this server">
        <p>
          {`When you ask a model, your prompt, the earlier turns of that lane, its system prompt and its settings are sent to ${facts.providerHost}, and from there to the model’s provider. Their terms apply to it. Demo models answer on this server, and send nothing.`}
        </p>
        {facts.sources.length > 0 && <p>{sourceWords(facts)}</p>}
        <p>{payerWords(facts)}</p>
        <p>
          {
            'Nothing else leaves it: no telemetry, no analytics, no fonts or pictures from other servers. Pictures in answers are shown as links, and are not loaded.'
          }
        </p>
      </Section>
      <Section title="Cookies">
        <p>{'None is for advertising, and no other site gets one. Over https the first ones begin with __Host-.'}</p>
        <Cookies {...facts} />
        <p>
          {
            'This browser also keeps what you are writing until the tab is closed, your latest prompts, which models and line-ups you use, and how long their answers were.'
          }
        </p>
      </Section>
      <Section title="The server’s log">
        <p>
          {
            'Each run writes one line: its models, how each ended, its times and cost, and who paid. A report writes the link that it is about. No line has a prompt, an answer, a key, a visitor or an address. A proxy in front of this server may keep a log of its own.'
          }
        </p>
      </Section>
      <Section title="Delete everything">
        <p>
          {
            'This deletes all that you have asked in this browser at once and permanently: comparisons, answers, ballots and votes, links and reports of them, your key’s cookie and the cookie by which this server knows you. Single comparisons are deleted in the history; these can be restored for a day. What OpenRouter and the providers have received is theirs to delete.'
          }
        </p>
        <DeleteEverything />
        <noscript>
          <p>The button needs script.</p>
        </noscript>
      </Section>
    </div>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="mt-7 grid grid-cols-[minmax(0,1fr)] gap-2.5 text-sm">
      <h2 className="font-semibold text-base">{title}</h2>
      {children}
    </section>
  );
}

function storeWords({ store }: PrivacyFacts): string {
  if (store === 'nothing') {
    return 'This server has no database. Prompts and answers are in its temporary files while it runs, and are lost when it restarts. Nothing can be shared.';
  }
  const place =
    store === 'sqlite' ? 'in an SQLite database on this server’s disk' : 'in this server’s Postgres database';
  return `Your comparisons are stored ${place}: prompts, system prompts, settings, answers with their times and costs, titles, tags, ballots and links. Your vote in somebody’s poll is stored there, and counted for them without a name. Whoever runs this server can read them.`;
}

function retentionWords({ store, retentionDays }: PrivacyFacts): string {
  if (retentionDays !== null) {
    return `A comparison in which nobody has asked anything for ${countOf(retentionDays, 'day')} is deleted permanently, with its links.`;
  }
  return store === 'nothing' ? 'You can delete them earlier.' : 'They are kept until you delete them.';
}

function sourceWords({ sources, providerHost }: PrivacyFacts): string {
  return `What you ask a model of ${listOf(sources)} is sent there instead of to ${providerHost}: whoever runs this server has named it.`;
}

function payerWords({ hasHouseKey }: PrivacyFacts): string {
  const own =
    'A key of your own is checked there, kept encrypted in a cookie of this browser that only this server can open, and sent nowhere else.';
  return hasHouseKey
    ? `This server has a key of its own, which pays within its budget: then its owner’s account at the provider may show your prompts. ${own}`
    : `This server has no key that pays for you. ${own}`;
}

/** Name, purpose and lifetime of each cookie. */
export function Cookies({ hasPassword }: Pick<PrivacyFacts, 'hasPassword'>) {
  const cookies = [
    ['abreast-visitor', 'knows your comparisons again; signed', '400 days after you last asked'],
    ['abreast-key', 'your own OpenRouter key, encrypted', '90 days'],
    ['abreast-connect', 'while you connect OpenRouter', '10 minutes'],
    ...(hasPassword ? [['abreast-access', 'knows that you have sent this server’s password', '400 days']] : []),
    ['theme, track', 'your choice of colours, and of the track’s height', '1 year'],
  ];
  return (
    <table data-slot="cookies" className="w-full text-left text-[13px]">
      <thead className="text-ink-2">
        <tr>
          {['Cookie', 'Purpose', 'Kept for'].map((heading) => (
            <th key={heading} scope="col" className="border-line border-b py-1.5 pr-3 font-medium">
              {heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {cookies.map(([name, purpose, lifetime]) => (
          <tr key={name} className="align-top">
            <td translate="no" className="border-line border-b py-1.5 pr-3 font-mono text-xs">
              {name}
            </td>
            <td className="border-line border-b py-1.5 pr-3">{purpose}</td>
            <td className="border-line border-b py-1.5">{lifetime}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
