import { describe, expect, it } from 'vitest';

import { WORDING_RULES, wordingRuleFor } from '../../src/corpus/cleaning-rules.js';

const FURNITURE: Readonly<Record<string, readonly string[]>> = {
  separator: ['* * *', '-----', '…'.replace('…', '...'), '•'],
  counter: ['Views: 1,204', '12.5K views', '3 comments', 'Reads 17', '5 min read'],
  rating_prompt: ['Rate it', 'Rate this article:', 'Rating: 4.5 / 5 (12 votes)'],
  comment_prompt: [
    'Add comment',
    'Leave a reply',
    'Show all 12 comments',
    'No comments yet',
    'Notify me of new comments',
    'Be the first to comment!',
    'Log in to post a comment',
  ],
  share_line: ['Share', 'Tweet', 'Share this article', 'Share on Facebook and Twitter', 'Facebook | X | Telegram'],
  follow_line: ['Follow us on Telegram', 'Follow us on Twitter for the latest news', 'Join us on YouTube!'],
  subscribe_line: [
    'Subscribe',
    'Subscribe to our newsletter',
    'Sign up for our weekly newsletter',
    'Subscribe to Harbour Times news on Telegram, YouTube and others.',
    '• Subscribe to Harbour Times news',
  ],
  support_line: ['Support us', 'Donate now', 'Please support our work', 'Become a patron'],
  cookie_notice: [
    'This site uses cookies to give you the best experience.',
    'We use cookies to improve your browsing.',
    'Accept all cookies',
    'Cookie settings',
  ],
  translation_notice: ['Powered by machine translation', 'This article was automatically translated by DeepL'],
  powered_by: ['Powered by WordPress'],
  news_list_link: ['All news ›', 'More news', 'Read also: Gulls return to the quay', 'Back to the list ›'],
  tag_line: ['Tags: gulls, harbour, old quay', 'Tags: , , ,', 'Filed under: Town'],
  correction_prompt: [
    'If you find an error, select it and press Ctrl + Enter.',
    'Found a typo? Select the text and press Ctrl+Enter'.replace('? S', ', s'),
    'Report an error',
  ],
  advertisement: ['Advertisement', 'Sponsored content'],
  photo_credit: [
    'The captain on the quay on 3 March 1999. / AFP / Jane DOE',
    'Photo: Jane Doe',
    'Photo by Jane Doe',
    'The captain at sea (Photo: Jane Doe)',
  ],
  copyright_line: ['© 2021 Harbour Times', 'Copyright 2021 Harbour Times. All rights reserved.', 'All rights reserved.'],
  page_control: ['Back to top', 'Loading...', 'Skip to content'],
  menu: ['Home | News | Sport | Contact', 'Main / News / Town'],
};

/** Sentences with the words that the rules look for, as people write them. */
const PROSE: readonly string[] = [
  'Subscribe to this view and you will have to answer for the harbour as well.',
  'Sign up for the crew, he told the boy, and come back rich.',
  'Share the bread with your brother.',
  'Share of the harbour in the town’s income: a third.',
  'Follow us into the fog, the pilot shouted, and nobody did.',
  'Follow us on the map as we go north.',
  'Support for the mayor has fallen by half.',
  'Donate blood at the hospital on the hill.',
  'Rate it as you like, the soup was cold.',
  'Views: from the tower you see three, from the quay only one.',
  'He had 30 views of the harbour and sold none of them.',
  'Comments by the mayor were short.',
  'Add comment to insult and you have his speech.',
  'We use cookies to lure the gulls away from the fish.',
  'The site uses cookies.'.replace('The site', 'The baker'),
  'Cookie recipes were passed on from mother to daughter.',
  'All news from the front was bad that week.',
  'Read more than you write.',
  'Tags: the soldiers wore them around their necks, two each.',
  'If you find an error in a chart, you learn it from the rocks.',
  'Photo by photo the archive was rebuilt.',
  'Picture: a man walks into the harbour and asks for his ship.',
  'Copyright law changed in 2008.',
  '(c) the owner of the ship, if he is not its captain;',
  'Powered by the tide, the mill has run for three hundred years.',
  'Loading the ship took three days.',
  'Home is where the ship is.',
  'Print was his trade and his passion.',
  'Facebook and Twitter were blocked in the town after the flood.',
  'Report an error of this size and you lose your post.',
  'The end of the quay / the beginning of the sea',
  '«Где капитан?» — спросил мальчик.',
  'Advertisement was unknown in the town.',
  'Notify of any change the harbour master, in writing.',
  'Thank you, she said, and left.',
];

describe('wordingRuleFor', () => {
  const cases = Object.entries(FURNITURE).flatMap(([name, lines]) =>
    lines.map((line) => [name, line] as const),
  );

  it.each(cases)('finds by the rule %s: %s', (name, line) => {
    expect(wordingRuleFor(line)?.name).toBe(name);
  });

  it('has an example for every rule', () => {
    expect(Object.keys(FURNITURE).sort()).toEqual(WORDING_RULES.map(({ name }) => name).sort());
  });

  it.each(PROSE)('leaves prose alone: %s', (line) => {
    expect(wordingRuleFor(line)?.name).toBeUndefined();
  });

  it('never looks at long lines', () => {
    expect(wordingRuleFor(`Share ${'on Facebook '.repeat(100)}`.trim())).toBeNull();
  });
});
