import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { acceptedDocument, textsOf } from './read-bytes.js';

const PROSE =
  'The ferry leaves the old quay every morning at seven, and the captain greets each of the passengers by name.';
const MORE =
  'Nobody remembers who built the quay; its stones are older than the town, and the town is older than the church.';

/** The removals of a plain text as "rule: line". */
function removalsOf(...blocks: readonly string[]): readonly string[] {
  const document = acceptedDocument({ file: 'a.txt', content: blocks.join('\n\n') });
  return document.cleaning.removals.map(({ rule, line }) => `${rule}: ${line}`);
}

describe('cleanLines', () => {
  it('removes the title wherever it is said again, and near copies above the prose', () => {
    const title = 'The old quay gets its new ferry';
    expect(removalsOf(title, 'The old quay gets new ferry', title, PROSE, title)).toEqual([
      `title_line: ${title}`,
      'repeated_title: The old quay gets new ferry',
      `repeated_title: ${title}`,
      `repeated_title: ${title}`,
    ]);
  });

  it('keeps a sentence that only resembles the title', () => {
    const near = 'The old quay gets its new ferry after all, said the mayor of the town on Monday.';
    expect(removalsOf('The old quay gets its new ferry', PROSE, near)).toHaveLength(1);
  });

  it('removes a breadcrumb above the prose', () => {
    expect(removalsOf('Old quay gets ferry / News / News agency Gull', 'Old quay gets ferry', PROSE)).toEqual([
      'breadcrumb: Old quay gets ferry / News / News agency Gull',
      'title_line: Old quay gets ferry',
    ]);
  });

  it('removes donation figures and the month beside them, and takes no date from it', () => {
    const document = acceptedDocument({
      file: 'a.txt',
      content: `0 $\n2,500 $\nJUNE 2021\n\nOld quay gets ferry\n\n${PROSE}`,
    });
    expect(document.cleaning.removals.map(({ rule }) => rule)).toEqual([
      'donation_figure',
      'donation_figure',
      'month_bar',
      'title_line',
    ]);
    expect(document.date).toBeNull();
  });

  it('keeps figures between paragraphs of prose', () => {
    expect(removalsOf(PROSE, '2,500 $\n3,000 $', MORE)).toEqual([]);
  });

  it('removes a calendar, and keeps other rows of figures', () => {
    const calendar = '• May 2024\nMon Tue Wed Thu Fri Sat Sun\n" April\n12345\n6789101112';
    expect(removalsOf(PROSE, calendar)).toHaveLength(5);
    expect(removalsOf(PROSE, 'Ferries by year\n1998\n1999\n2000', MORE)).toEqual([]);
  });

  it('removes "Support NAME" only where the name is the outlet or the line is repeated', () => {
    expect(removalsOf(PROSE, 'Support HarbourFront', MORE, 'Support HarbourFront')).toHaveLength(2);
    expect(removalsOf(PROSE, 'Support Ukraine', 'There is more to say of it.')).toEqual([]);
  });

  it('removes a list of tags above the prose only', () => {
    const tags = 'Column, Gulls, Harbour, Old Quay';
    expect(removalsOf('Old quay gets ferry', tags, PROSE)).toContain(`tag_line: ${tags}`);
    expect(removalsOf(PROSE, tags, MORE)).toEqual([]);
  });

  it('removes a menu of short lines, and keeps a list of short lines', () => {
    expect(removalsOf('Home\nNews\nTown\nContact', PROSE)).toHaveLength(4);
    expect(removalsOf(PROSE, 'Bread\nMilk\nNews\nStamps')).toEqual([]);
  });

  it('removes a standfirst that only begins the paragraph beside it', () => {
    const cut = `${PROSE.slice(0, 60)}...`;
    expect(removalsOf(PROSE, cut, MORE)).toEqual([`repeated_standfirst: ${cut}`]);
    expect(removalsOf(MORE, cut, 'And then nothing came.')).toEqual([]);
  });

  it('removes moderation notices and replies of forms only below the end of the article', () => {
    const notices = ['The editors may delete comments and block their authors.', 'Thank you!'];
    expect(removalsOf(PROSE, MORE, 'Add comment', ...notices)).toEqual([
      'comment_prompt: Add comment',
      `moderation_notice: ${notices[0] ?? ''}`,
      'form_reply: Thank you!',
    ]);
    expect(removalsOf(PROSE, ...notices, MORE)).toEqual([]);
  });

  it('removes prompts in another script, and keeps a foreign sentence between paragraphs', () => {
    expect(removalsOf(PROSE, MORE, 'Add comment', 'Сообщение слишком длинное для отправки.')).toHaveLength(2);
    expect(removalsOf(PROSE, 'Сообщите об ошибке', MORE)).toHaveLength(1);
    expect(removalsOf(PROSE, 'Кто рано встаёт, тому Бог подаёт.', MORE)).toEqual([]);
  });

  it('keeps everything of a text wholly in Cyrillic', () => {
    const blocks = [
      'Паром отходит от старого причала каждое утро в семь часов, и капитан здоровается с каждым пассажиром по имени.',
      'Сообщите об ошибке',
      'Капитан ушёл домой.',
    ];
    expect(removalsOf(...blocks)).toEqual([]);
  });

  it('takes a short line alone above prose for a heading, not for a paragraph', () => {
    const { paragraphs } = acceptedDocument({ file: 'a.txt', content: [PROSE, 'The Quay', MORE].join('\n\n') });
    expect(paragraphs.map(({ text, headings, run }) => [text, headings, run])).toEqual([
      [PROSE, [], 1],
      [MORE, ['The Quay'], 2],
    ]);
  });

  it('never takes a marked heading for furniture', () => {
    const document = acceptedDocument({ file: 'a.md', content: `# T\n\n## Comments\n\n${PROSE}` });
    expect(document.paragraphs[0]?.headings).toEqual(['Comments']);
  });

  it('keeps every ordinary sentence, whatever stands around it', () => {
    const words = fc.constantFrom('share', 'comment', 'subscribe', 'views', 'rate', 'news', 'gull', 'the', 'photo');
    const sentence = fc
      .array(words, { minLength: 8, maxLength: 40 })
      .map((chosen) => `Then ${chosen.join(' ')} went away.`);
    const furniture = fc.constantFrom('Add comment', 'Tags: a, b', 'Views: 3', 'All news ›', 'Rate it');
    fc.assert(
      fc.property(fc.array(fc.tuple(sentence, furniture), { minLength: 1, maxLength: 8 }), (pairs) => {
        const content = pairs.flat().join('\n\n');
        const kept = textsOf(acceptedDocument({ file: 'a.txt', content }));
        expect(kept).toEqual(pairs.map(([text]) => text));
      }),
      { numRuns: 100 },
    );
  });
});
