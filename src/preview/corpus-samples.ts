// Samples of what moderators see: a draft, a list, how a collection stands, with invented texts.

import type { CorpusStatusReply, DraftReply, HoldingsReply } from '../replies/corpus-replies.js';

export const DRAFT: DraftReply = {
  kind: 'draft',
  text: 'This is understood as a document. It replaces the one from the same place.',
  title: 'The night ferry stops **in April**',
  facts: [
    'Outlet: Velmora Courier',
    'Date: 14 Oct 2015',
    'Language: en',
    '12 paragraphs',
    'https://courier.example/2015/10/ferry',
  ],
  opening: [
    { text: 'The ferry to Saltholm stops running after midnight from April on.', isCut: false },
    {
      text: 'The council decided so on Thursday, by nine votes to four, after a debate of three hours in which',
      isCut: true,
    },
  ],
  removed: [
    { what: '3 lines as share-buttons', example: 'Share this article' },
    { what: '1 line as newsletter', example: 'Sign up for @everyone’s morning letter' },
  ],
  leftOut: ['annex/scan.pdf: it has no text layer. Run it through text recognition first.'],
  note: 'Nothing is added before you confirm it; an unconfirmed draft is deleted after an hour.',
};

export const HOLDINGS: HoldingsReply = {
  kind: 'holdings',
  text: '13 documents, 1 feed or sitemap, the newest first:',
  items: [
    {
      title: 'https://courier.example/feed.xml',
      place: 'https://courier.example/feed.xml',
      facts: ['feed', 'read', 's-0a1b2c3d4e5f6071'],
      problem: 'https://courier.example/feed.xml: the server answered 503. It is tried again.',
    },
    {
      title: 'Minutes of the harbour board',
      place: 'minutes.pdf',
      facts: ['Harbour Post', 'July 2021', 'indexed', 'o-1b2c3d4e5f607182'],
      problem: null,
    },
    {
      title: 'המעבורת תפסיק לפעול באפריל',
      place: 'message-32345678901234567.txt',
      facts: ['not indexed yet', 'o-2c3d4e5f60718293'],
      problem: null,
    },
  ],
  page: { number: 1, of: 2 },
  note: null,
};

export const CORPUS_STATUS: CorpusStatusReply = {
  kind: 'corpus_status',
  text: '12 documents in 148 passages can be searched: generation 7, published 2026-08-05 18:05 UTC.',
  facts: [
    '13 of at most 500 documents kept, 4.2 of at most 200 MiB',
    '1 of at most 10 feeds and sitemaps',
    '1 to be indexed',
  ],
  problems: [
    {
      what: 'Cannot be had: https://courier.example/feed.xml',
      why: 'The server answered 503. (since 2026-08-04 06:00 UTC)',
    },
    {
      what: 'In quarantine: ocr.pdf',
      why: 'ocr.pdf: it does not look like text that people wrote.',
    },
  ],
  jobs: [
    { what: 'Indexing', how: 'Embedding passages: 31 of 52 (60 %)' },
    { what: 'Refresh', how: 'done 2026-08-05 18:00 UTC: 1 source fetched: 2 new, 0 changed.' },
  ],
};
