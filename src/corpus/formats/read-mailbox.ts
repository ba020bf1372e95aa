// A mailbox file -> its messages, each a document with its attachments as further ones. A message begins at a
// line "From ..." below an empty one, as mail programs write it.

import {
  type DocumentReader,
  type Extracted,
  type MemberExtraction,
  type MemberRefusal,
  MOST_DOCUMENTS,
  type ReadContext,
} from '../document-reader.js';
import { Refusal } from '../refusal.js';
import { distinctNames, refuseManyDocuments } from './members.js';
import { parseMail, readMail } from './read-mail.js';

/** Reads .mbox files. */
export const mailboxReader: DocumentReader = { read: readMailbox };

const SEPARATOR = /(?:^|\r?\n\r?\n)From [^\r\n]*\r?\n/;

async function readMailbox(bytes: Uint8Array, { readMember }: ReadContext): Promise<Extracted> {
  const text = Buffer.from(bytes).toString('latin1');
  const messages = text
    .split(SEPARATOR, MOST_DOCUMENTS + 2)
    .filter((message) => message.trim() !== '');
  refuseManyDocuments(messages.length);
  const extractions: MemberExtraction[] = [];
  const refusals: MemberRefusal[] = [];
  const nameOf = distinctNames();
  for (const [index, message] of messages.entries()) {
    const raw = Buffer.from(message.replace(/^>(>*From )/gm, '$1'), 'latin1');
    try {
      const { messageId, subject } = await parseMail(raw);
      const name = nameOf(messageId?.replace(/^<|>$/g, '') ?? subject ?? `message ${index + 1}`);
      const read = await readMail(raw, readMember);
      for (const one of read.extractions)
        extractions.push({ ...one, member: below(name, one.member) });
      for (const one of read.refusals) refusals.push({ ...one, member: below(name, one.member) });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refusals.push({ member: `message ${index + 1}`, code: error.code, text: error.message });
    }
  }
  return { extractions, refusals };
}

function below(name: string, member: string | null): string {
  return member === null ? name : `${name}/${member}`;
}
