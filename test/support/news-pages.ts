// Pages of the shapes that news sites have, made here from texts of our own: it is known of every line whether it is
// the article's or the page's.

export interface NewsPage {
  readonly name: string;
  readonly html: string;
  /** Sentences, list items and subheadings of the article. */
  readonly article: readonly string[];
  /** Lines of the page around it. */
  readonly furniture: readonly string[];
}

const SENTENCES = [
  'The ferry to the northern islands will stay in the harbour until the ice has gone, the harbour master said on Tuesday.',
  'Three hundred passengers had been waiting on the old quay since the early morning, many of them with children and dogs.',
  'It is the first time in eleven years that the crossing has been closed for more than two days in a row.',
  'The company offers those who have a ticket a bed in the sailors’ home, or a seat on the bus around the bay.',
  'Fishermen from the village say that the ice is thicker than it looks, and that nobody should walk on it.',
  'A helicopter takes medicine and letters to the islands twice a day, as long as the wind allows it to fly.',
  'The council meets on Thursday to decide whether an icebreaker should be hired from the port across the strait.',
  'Such a ship costs more in a week than the ferry earns in a month, the treasurer of the council pointed out.',
];

const paragraphs = (texts: readonly string[]): string =>
  texts.map((text) => `<p>${text}</p>`).join('\n');
const list = (texts: readonly string[], className = ''): string =>
  `<ul class="${className}">${texts.map((text) => `<li><a href="/x">${text}</a></li>`).join('')}</ul>`;

const MENU = ['Home', 'World', 'Harbour', 'Opinion', 'Weather desk'];
const FOOTER = ['Imprint and contacts', '© 2021 The Daily Gull. All rights reserved.'];

interface Parts {
  readonly name: string;
  readonly body: string;
  readonly article?: readonly string[];
  readonly furniture: readonly string[];
  readonly head?: string;
}

/** A page with the menu and the footer that all of them have. */
function page({ name, body, article = SENTENCES, furniture, head = '' }: Parts): NewsPage {
  const html = `<!doctype html><html lang="en"><head><title>Ferry stays in harbour - The Daily Gull</title>${head}</head><body>
<header><nav>${list(MENU, 'menu')}</nav></header>${body}<footer><p>${FOOTER[0] ?? ''}</p><p>${FOOTER[1] ?? ''}</p></footer></body></html>`;
  return { name, html, article, furniture: [...MENU, ...FOOTER, ...furniture] };
}

const TITLE = '<h1>Ferry stays in harbour</h1>';
const [FIRST, LAST] = [SENTENCES.slice(0, 4), SENTENCES.slice(4)];

function shareBars(): NewsPage {
  const furniture = [
    'Share on Facebook',
    'Share on X',
    'Copy link',
    'Print this article',
    '1,204 views',
  ];
  const bar = `<div class="tools">${furniture.map((text) => `<span>${text}</span><br><br>`).join('')}</div>`;
  return page({
    name: 'share bars',
    furniture,
    body: `<article>${TITLE}${bar}${paragraphs(SENTENCES)}${bar}</article>`,
  });
}

function cookieNote(): NewsPage {
  const furniture = [
    'We use cookies and similar techniques to improve your experience; by staying here you accept our privacy policy.',
    'Accept all',
    'Manage settings',
  ];
  const note = `<div id="consent" class="cookie-consent"><p>${furniture[0] ?? ''}</p><a href="#">Accept all</a> <p><a href="#">Manage settings</a></p></div>`;
  return page({
    name: 'cookie note',
    furniture,
    body: `${note}<main>${TITLE}${paragraphs(SENTENCES)}</main>`,
  });
}

function relatedLists(): NewsPage {
  const furniture = [
    'Read also',
    'Gulls return to the cliffs',
    'New bridge is too low',
    'Why the bell was sold',
  ];
  const related = `<div class="box-related"><h3>Read also</h3>${list(furniture.slice(1))}</div>`;
  return page({
    name: 'related lists in the text',
    furniture,
    body: `<main><article>${TITLE}${paragraphs(FIRST)}${related}${paragraphs(LAST)}</article></main>`,
  });
}

function comments(): NewsPage {
  const furniture = [
    'Leave a comment',
    'I walked on that ice when I was a boy, and nothing ever happened to me or to my brothers, so there.',
    'The ferry company should have bought an icebreaker when prices were low, as my uncle always told them to do.',
    'Log in to comment',
  ];
  const section = `<section id="comments" class="comments"><h3>Leave a comment</h3>${furniture
    .slice(1, 3)
    .map((text) => `<div class="comment"><p>${text}</p></div>`)
    .join('')}<p>Log in to comment</p></section>`;
  return page({
    name: 'comments',
    furniture,
    body: `<div class="content"><article>${TITLE}${paragraphs(SENTENCES)}</article>${section}</div>`,
  });
}

function paywall(): NewsPage {
  const furniture = [
    'Subscribe to our newsletter',
    'You have read three of five free articles this month.',
    'Sign up',
  ];
  const note = `<div class="paywall promo"><h4>Subscribe to our newsletter</h4><p>${furniture[1] ?? ''}</p><a href="/pay">Sign up</a></div>`;
  return page({
    name: 'paywall note',
    furniture,
    body: `<main>${TITLE}${paragraphs(FIRST)}${note}${paragraphs(LAST)}</main>`,
  });
}

function liveBlog(): NewsPage {
  const hours = ['09:15', '10:40', '12:05', '14:30'];
  const furniture = ['Share this update', 'Refresh'];
  const entries = hours.map(
    (hour, i) =>
      `<section class="entry"><h3>${hour}: report ${i + 1}</h3>${paragraphs(SENTENCES.slice(i * 2, i * 2 + 2))}<p class="share"><a href="#">Share this update</a></p></section>`,
  );
  return page({
    name: 'live blog',
    furniture,
    article: [...SENTENCES, ...hours.map((hour, i) => `${hour}: report ${i + 1}`)],
    body: `<main>${TITLE}<button>Refresh</button>${entries.join('')}</main>`,
  });
}

function amp(): NewsPage {
  const furniture = ['Open the full site', 'Advertisement'];
  return page({
    name: 'AMP',
    furniture,
    head: '<link rel="canonical" href="https://gull.example/ferry"><script async src="https://cdn.example/amp.js"></script>',
    body: `<amp-sidebar id="side"><ul><li>Open the full site</li></ul></amp-sidebar><main role="main">${TITLE}<amp-img src="a.jpg"></amp-img>${paragraphs(FIRST)}<amp-ad>Advertisement</amp-ad>${paragraphs(LAST)}</main>`,
  });
}

function table(): NewsPage {
  const rows = ['Monday closed since noon', 'Tuesday closed all day', 'Wednesday bus at eight'];
  const cells = rows.map((row) => {
    const [day = '', ...rest] = row.split(' ');
    return `<tr><th>${day}</th><td>${rest.join(' ')}</td></tr>`;
  });
  return page({
    name: 'table in the article',
    furniture: [],
    article: [...SENTENCES, ...rows],
    body: `<main><article>${TITLE}${paragraphs(FIRST)}<table>${cells.join('')}</table>${paragraphs(LAST)}</article></main>`,
  });
}

function lists(): NewsPage {
  const items = ['Warm clothes', 'A ticket of any date', 'Food for a day'];
  const bullets = `<p>Who takes the bus should bring:</p><ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`;
  return page({
    name: 'list in the article',
    furniture: [],
    article: [...SENTENCES, 'Who takes the bus should bring:', ...items],
    body: `<div id="wrap"><div class="story">${TITLE}${paragraphs(FIRST)}${bullets}${paragraphs(LAST)}</div></div>`,
  });
}

function subheadings(): NewsPage {
  const headings = ['What happens to the mail', 'The council’s choice'];
  return page({
    name: 'subheadings',
    furniture: ['Back to top'],
    article: [...SENTENCES, ...headings],
    body: `<div class="story-body">${TITLE}${paragraphs(SENTENCES.slice(0, 3))}<h2>${headings[0] ?? ''}</h2>${paragraphs(SENTENCES.slice(3, 6))}<h2>${headings[1] ?? ''}</h2>${paragraphs(SENTENCES.slice(6))}<p><a href="#top">Back to top</a></p></div>`,
  });
}

function captions(): NewsPage {
  const furniture = ['Photo: Ann Lee / Northwire', 'Click to enlarge'];
  const figure = `<figure><img src="a.jpg"><figcaption>Photo: Ann Lee / Northwire</figcaption></figure><p>Click to enlarge</p>`;
  return page({
    name: 'photo credits',
    furniture,
    body: `<article>${TITLE}${figure}${paragraphs(SENTENCES)}</article>`,
  });
}

function authorBox(): NewsPage {
  const furniture = ['Follow us on Facebook, X and Telegram', 'More news'];
  const box = `<aside class="author-box"><p>Follow us on Facebook, X and Telegram</p></aside><div class="more"><a href="/n">More news</a></div>`;
  return page({
    name: 'author box',
    furniture,
    body: `<main><article>${TITLE}<p class="byline">By Ann Lee</p>${paragraphs(SENTENCES)}${box}</article></main>`,
  });
}

function oldTables(): NewsPage {
  const furniture = [
    'Harbour radio',
    'Advertise with us',
    'Rate this article',
    'Notify me of new comments',
  ];
  const text = SENTENCES.join('<br><br>');
  return page({
    name: 'layout of tables',
    furniture,
    body: `<table width="100%"><tr><td width="20%"><a href="/r">Harbour radio</a><br><br><a href="/a">Advertise with us</a></td><td>${TITLE}<div>${text}</div><p>Rate this article</p><p>Notify me of new comments</p></td></tr></table>`,
  });
}

function shortNews(): NewsPage {
  const furniture = [
    'Most read',
    'Cod is cheaper again',
    'Lighthouse gets a new lamp',
    'Tags: ferry, ice, harbour',
  ];
  const side = `<div class="sidebar"><h3>Most read</h3>${list(furniture.slice(1, 3))}</div>`;
  return page({
    name: 'three sentences',
    furniture,
    article: SENTENCES.slice(0, 3),
    body: `<div class="columns"><div class="news">${TITLE}${paragraphs(SENTENCES.slice(0, 3))}<p>Tags: ferry, ice, harbour</p></div>${side}</div>`,
  });
}

/** Every shape. */
export const NEWS_PAGES: readonly NewsPage[] = [
  shareBars(),
  cookieNote(),
  relatedLists(),
  comments(),
  paywall(),
  liveBlog(),
  amp(),
  table(),
  lists(),
  subheadings(),
  captions(),
  authorBox(),
  oldTables(),
  shortNews(),
];
