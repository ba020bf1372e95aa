import { describe, expect, it } from 'vitest';

import { acceptedDocument, rejectionFor, textsOf } from './read-bytes.js';

const PROSE =
  'The ferry leaves the old quay every morning at seven, and the captain greets each of the passengers by name.';
const text = (...blocks: readonly string[]): Parameters<typeof acceptedDocument>[0] => ({
  file: 'notes/a.txt',
  content: blocks.join('\n\n'),
});

describe('metadataFromText', () => {
  it('takes title, by-line and date line from the top, and none of them as a paragraph', () => {
    const document = acceptedDocument(
      text('Old quay gets ferry\nBy Jane Doe and John Roe\nTuesday, May 25th, 2021, 13:55 GMT', PROSE),
    );
    expect(document).toMatchObject({
      title: 'Old quay gets ferry',
      author: 'Jane Doe and John Roe',
      date: '2021-05-25',
    });
    expect(textsOf(document)).toEqual([PROSE]);
  });

  it.each([
    ['14.06.2020 09:20', '2020-06-14'],
    ['Published: 25 May 2021', '2021-05-25'],
    ['Опубликовано: 25 мая 2021 года', '2021-05-25'],
    ['25 Mayıs 2021 Salı, 13:55', '2021-05-25'],
    ['Veröffentlicht am 25. Mai 2021 um 13:55 Uhr', '2021-05-25'],
    ['Publié le 25 mai 2021 à 13h55', '2021-05-25'],
    ['May 2021', '2021-05'],
    ['By Jane Doe | May 25, 2021', '2021-05-25'],
  ])('reads the date line %s', (line, date) => {
    expect(acceptedDocument(text('Old quay gets ferry', line, PROSE)).date).toBe(date);
  });

  it.each([
    'The ferry was built on 25 May 2021.',
    'The captain on the quay on March 3, 2018. / AFP / HANDOUT / JANE DOE',
    'On July 7 the ferry sank',
    '0 $\n2,500 $\nMARCH 2018',
  ])('takes no date from %j', (line) => {
    expect(acceptedDocument(text('Old quay gets ferry', line, PROSE)).date).toBeNull();
  });

  it('takes no date from the entries of a diary', () => {
    const diary = text('My days', '12 May 1915', PROSE, '13 May 1915', PROSE, '14 May 1915', PROSE);
    expect(acceptedDocument(diary).date).toBeNull();
  });

  it('prefers the date of publication to an update', () => {
    const lines = 'Updated: 26 May 2021\nPublished: 25 May 2021';
    expect(acceptedDocument(text('Old quay gets ferry', lines, PROSE)).date).toBe('2021-05-25');
  });

  it('reads the dateline that opens an agency’s prose and keeps the paragraph', () => {
    const opening = `OLD QUAY, May 25, 2021 (Gull) - ${PROSE}`;
    const document = acceptedDocument(text(opening));
    expect(document.date).toBe('2021-05-25');
    expect(textsOf(document)).toEqual([opening]);
  });

  it('takes a name beside the date for the author, and a signature with a role below the prose', () => {
    const beside = text('Old quay gets ferry', 'Jane Doe.\n14.06.2020 09:20\n(Harbour time), Quay', PROSE);
    expect(acceptedDocument(beside)).toMatchObject({ author: 'Jane Doe', date: '2020-06-14' });
    const signed = text(PROSE, 'Jane Doe, Head of the NGO “Gulls”', 'All news ›');
    expect(acceptedDocument(signed).author).toBe('Jane Doe, Head of the NGO “Gulls”');
    expect(acceptedDocument(text(PROSE, 'Old Quay, harbour of gulls')).author).toBeNull();
  });

  it.each([
    ['a browser title', ['Old quay gets ferry / News / News agency Gull', 'Old quay gets ferry', PROSE]],
    ['an exclusive', ['Old quay gets ferry', 'Translated by Jane Doe exclusively for Gull', PROSE]],
    ['a call to subscribe', ['Old quay gets ferry', PROSE, 'Subscribe to Gull news on Telegram']],
    ['a repeated call for support', ['Support Gull', 'Old quay gets ferry', PROSE, 'Support Gull']],
    ['a copyright line', ['Old quay gets ferry', PROSE, '© 2021 Gull. All rights reserved.']],
  ])('reads the outlet from %s', (_, blocks) => {
    expect(acceptedDocument(text(...blocks)).outlet).toBe('Gull');
  });

  it.each(['Mr. Speaker, members of the council.', 'Old Quay.', 'By the river', 'Text of the speech'])(
    'takes no author from %j',
    (line) => {
      const document = acceptedDocument(text('Old quay gets ferry', line, PROSE));
      expect(document.author).toBeNull();
      expect(textsOf(document)).toContain(line);
    },
  );

  it('does not take an agency credited below a photograph for the outlet', () => {
    expect(acceptedDocument(text('Old quay gets ferry', 'The quay. / AFP', PROSE)).outlet).toBeNull();
  });

  it('reads header fields', () => {
    const header = 'Title: The quay\nAuthor: Jane Doe\nDate: 1911\nSource: Gull\nURL: https://gull.example/';
    expect(acceptedDocument(text(header, PROSE))).toMatchObject({
      title: 'The quay',
      author: 'Jane Doe',
      date: '1911',
      outlet: 'Gull',
      url: 'https://gull.example/',
    });
  });

  it('knows a text without a title by its first words', () => {
    const { title, paragraphs } = acceptedDocument(text(PROSE));
    expect(title.endsWith('…')).toBe(true);
    expect(PROSE.startsWith(title.slice(0, -1))).toBe(true);
    expect(paragraphs).toHaveLength(1);
  });

  it('leaves the first of some short notes in the text', () => {
    expect(textsOf(acceptedDocument(text('Buy milk\nCall Bob')))).toEqual(['Buy milk', 'Call Bob']);
  });
});

describe('readSidecar', () => {
  const corrected = (sidecar: string): Parameters<typeof acceptedDocument>[0] => ({
    ...text('Old quay gets ferry', '25 May 2021', PROSE),
    sidecar,
  });

  it('wins over what the file says, null included', () => {
    const sidecar = 'title: The quay\noutlet: Gull\nauthor: [Ann Lee, Bob Ray]\ndate: null\nlanguage: en\n';
    expect(acceptedDocument(corrected(sidecar))).toMatchObject({
      title: 'The quay',
      outlet: 'Gull',
      author: 'Ann Lee, Bob Ray',
      date: null,
      language: 'en',
    });
  });

  it('says nothing about what it does not name, and may be empty', () => {
    expect(acceptedDocument(corrected('outlet: Gull')).date).toBe('2021-05-25');
    expect(acceptedDocument(corrected('')).title).toBe('Old quay gets ferry');
  });

  it.each([
    ['outlet: [a', /line \d+ is not YAML/],
    ['titel: x', /titel/],
    ['date: soon', /`date` is not a date/],
    ['url: not an address', /`url` is not a web address/],
    ['- a\n- b', /expected object/i],
  ])('refuses %j and says why', (sidecar, said) => {
    const rejection = rejectionFor(corrected(sidecar));
    expect(rejection.code).toBe('bad_sidecar');
    expect(rejection.text).toMatch(/^notes\/a\.txt: its sidecar/);
    expect(rejection.text).toMatch(said);
  });
});
