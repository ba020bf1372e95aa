// Page furniture that its own wording gives away: one small rule each, anchored to the whole line, so
// that a sentence which merely holds a word such as "share" never matches. What only its place gives
// away is in place-rules.ts.

/** A rule about one line's wording. */
export interface WordingRule {
  readonly name: string;
  /** Lines that stand below an article: what follows may be judged more strictly. */
  readonly endsArticle: boolean;
  matches(text: string): boolean;
}

/** Furniture is short; longer lines are never looked at. */
const LONGEST_FURNITURE = 400;

const CHANNEL =
  '(?:facebook|twitter|x|telegram|youtube|instagram|tik ?tok|linkedin|whatsapp|viber|vk|vkontakte|odnoklassniki|classmates|in contact with|(?:yandex[ .])?zen|reddit|pinterest|tumblr|rss|discord|threads|mastodon|bluesky|rumble|rutube|google news|flipboard|messenger|e-?mail|social (?:media|networks?))';
const CHANNELS = `(?:(?:our )?${CHANNEL}(?: (?:page|channel|feed|account))?(?:\\W+(?:and |or |on )?|$))+`;
const AGENCIES =
  '(?:AFP|AP|EPA|EPA-EFE|TASS|DPA|ANSA|EFE|ANI|UPI|Reuters|Associated Press|Getty(?: Images)?|POOL|Pool|Sputnik|RIA Novosti|Xinhua|Shutterstock|Anadolu(?: Agency)?|Alamy|iStock|Unsplash|Bloomberg|Handout|Flickr|Wikimedia(?: Commons)?)';
const CREDIT = String.raw`(?:${AGENCIES}|\p{Lu}[\p{L} .'’-]{1,40})`;

const MENU_WORDS =
  'home|main|news|about(?: us)?|contacts?(?: us)?|log ?in|sign in|sign up|register|search|menu|world|politics|economy|business|sports?|culture|opinion|video|photos?|archive|subscribe|newsletter|privacy(?: policy)?|terms(?: of (?:use|service))?|advertis(?:e|ing)|sitemap|faq|help|science|technology|health|lifestyle|entertainment|travel|weather|jobs|shop|donate|russian|english|en|ru';
const MENU_WORD = new RegExp(`^(?:${MENU_WORDS})$`, 'i');

/** Whether a short label is one that menus are made of. */
export function isMenuWord(label: string): boolean {
  return MENU_WORD.test(label);
}

/** The labels of a line cut at the marks that menus and breadcrumbs put between them. */
export function labelsOf(text: string): readonly string[] {
  const parts = text.split(/\s*(?: \/ | > |[|»›→•·])\s*/u).map((part) => part.trim());
  return parts.filter((part) => part !== '');
}

function isMenuLine(text: string): boolean {
  const labels = labelsOf(text);
  const short = labels.every((label) => label.split(' ').length <= 3);
  return labels.length >= 3 && short && labels.filter(isMenuWord).length >= 2;
}

/** "Tags: a, b, c": labels, not a sentence after a colon. */
function isTagLine(text: string): boolean {
  const list = /^(?:tags?|keywords?|filed under|posted in|categories|теги|метки)\s*:(.*)$/iu.exec(text);
  return list !== null && everyItemIsLabel(list[1] ?? '');
}

function everyItemIsLabel(list: string): boolean {
  return !/[.!?]$/.test(list) && list.split(',').every((item) => item.trim().split(' ').length <= 4);
}

interface Options {
  readonly endsArticle?: boolean;
}

function rule(name: string, patterns: readonly RegExp[], options: Options = {}): WordingRule {
  const matches = (text: string): boolean => patterns.some((pattern) => pattern.test(text));
  return { name, matches, endsArticle: options.endsArticle ?? false };
}

const below: Options = { endsArticle: true };

/** Every wording rule; the first that matches names the removal. */
export const WORDING_RULES: readonly WordingRule[] = [
  rule('separator', [/^[*_\-–—=~•·#.\s]+$/]),
  rule('counter', [
    /^(?:page )?(?:views?|reads?|hits|shares|likes|просмотр(?:ы|ов)?)\s*:?\s*\d[\d.,\s]*[km]?$/iu,
    /^\d[\d.,]*\s?[km]?\s+(?:views?|reads?|shares?|likes?|comments?|retweets?|followers?|reactions?)$/i,
    /^(?:reading time\s*:?\s*)?\d+[ -]min(?:ute)?s?(?: read)?$/i,
  ]),
  rule('rating_prompt', [
    /^(?:please )?rate (?:it|this|(?:this|the) (?:article|material|news|story|post|page))[.:!]?$/i,
    /^(?:your |average )?rating\s*:?\s*(?:\d[\d.,/ ]*)?(?:\(\d+ votes?\))?$/i,
  ]),
  rule(
    'comment_prompt',
    [
      /^(?:add|leave|post|write|submit) (?:a |an |your |new )?(?:comment|reply)s?(?: below)?[.!:]?$/i,
      /^(?:view|show|read|load|see|hide) (?:all |more |the )?(?:\d+ )?(?:comments?|replies)(?: \(\d+\))?[.!]?$/i,
      /^(?:no comments?(?: yet)?|comments? (?:are )?(?:closed|off|disabled)|comments? ?\(\d+\)|comments?:?)[.!]?$/i,
      /^be the first to (?:comment|leave a comment|reply)\b.{0,20}$/i,
      /^(?:please )?(?:log ?in|sign in|register)(?: or \w+(?: \w+)?)? to (?:post |leave |add )?(?:a )?(?:comment|reply)s?[.!]?$/i,
      /^join the (?:discussion|conversation)[.!]?$/i,
      /^notify (?:me )?of(?: (?:new|follow-up) .{0,40})?$/i,
      /^inline feedbacks?$/i,
      /^(?:we )?would love (?:to hear )?your thoughts?(?:, please comment)?[.!]?\s?x?$/i,
      /^your e-?mail address will not be published\b.{0,60}$/i,
    ],
    below,
  ),
  rule('share_line', [
    /^(?:share|tweet|retweet|pin it|e-?mail|print|bookmark|copy link|copy url|repost)[:.!]?$/i,
    /^share (?:(?:this|the|it)(?: (?:article|story|post|page|news|link|video|content|update))?)?[:.!]?$/i,
    new RegExp(`^share (?:(?:this|the|it) ?(?:article|story|post|page|news)? ?)?(?:on|via|in) ${CHANNELS}$`, 'i'),
    /^share (?:this |the |it )?(?:article |story |post )?with (?:your )?friends[.!]?$/i,
    new RegExp(`^${CHANNEL}(?:[\\s,|/•·]+(?:and )?${CHANNEL})+[.!]?$`, 'i'),
  ]),
  rule('follow_line', [
    new RegExp(
      `^(?:please )?(?:follow|like|join|find|connect with|watch|read) (?:us|our (?:page|channel|news)) (?:on|at|in|via) ${CHANNELS}(?:for (?:the |more |all )?(?:latest|more|breaking|daily)\\b.{0,60})?$`,
      'i',
    ),
    /^follow us[:.!]?$/i,
  ]),
  rule('subscribe_line', [
    /^(?:please )?(?:subscribe|sign up)(?: now| today| here)?[!.:]?$/i,
    /^(?:please )?(?:subscribe|sign up) (?:to|for) (?:[\p{L}\p{N}'’-]+ ){0,4}(?:news|newsletters?|channels?|updates?|mailing list|digest|alerts?)(?: (?:now|today|here))?[!.:]?$/iu,
    new RegExp(
      `^(?:please )?subscribe to (?:[\\p{L}\\p{N}'’-]+ ){0,4}(?:news|newsletters?|channels?|updates?)?\\s?(?:at|on|in|via)\\b[^.]{0,120}\\b${CHANNEL}\\b[^.]{0,120}\\.?$`,
      'iu',
    ),
    /^(?:please )?(?:subscribe to|sign up for) (?:our|the) (?:[\p{L}'’-]+ ){0,3}newsletter (?:to (?:get|receive|stay)|and (?:get|receive|never miss))\b.{0,120}$/iu,
  ]),
  rule('support_line', [
    /^(?:please )?(?:support|donate to|help) (?:us|our (?:work|site|project|website|journalism|team|channel|newsroom))(?: (?:on|via) .{0,40})?[.!]?$/i,
    /^(?:donate|make a donation|become a (?:patron|member|sponsor|supporter)|buy (?:me|us) a coffee)(?: (?:now|today|here|on patreon|via paypal|to (?:us|our \w+)))?[.!]?$/i,
  ]),
  rule('cookie_notice', [
    /^(?:this|our|the) (?:web)?site (?:uses|makes use of) cookies\b/i,
    /^we (?:and our partners )?use cookies\b.*\b(?:experience|consent|privacy|agree|accept|policy|brows(?:e|ing|er)|website|preferences)\b/i,
    /^by continuing to (?:use|browse) (?:this|our|the) (?:web)?site\b.*\bcookies?\b/i,
    /^(?:accept|reject|manage|decline)(?: all)?(?: cookies?)(?: settings)?$/i,
    /^cookies? (?:settings|policy|preferences|notice)$/i,
  ]),
  rule('translation_notice', [
    /^(?:powered by|this (?:is an?|text is an?|article is an?) ) ?(?:automat(?:ed|ic)|machine) translation[.!]?$/i,
    /^(?:this (?:article|page|text|material) (?:was|has been|is) )?(?:automatically|machine)[ -]translated(?: (?:by|with|from|using) .{1,40})?[.!]?$/i,
    /^translated (?:by|with) (?:google(?: translate)?|deepl|yandex|microsoft translator)[.!]?$/i,
  ]),
  rule('powered_by', [/^(?:proudly )?powered by [\p{L}\p{N}.]+(?: [\p{L}\p{N}.]+)?$/iu]),
  rule(
    'news_list_link',
    [
      /^(?:all|more|latest|other|related|similar|popular|recent|most read) (?:news|articles|stories|posts|headlines)(?: (?:on|about|from) (?:this topic|the topic|this category))?:?\s*[›»>→…]*$/i,
      /^(?:\p{L}+ ){0,4}\p{L}+ ?[›→]$/u,
      /^(?:read (?:also|more|next)|also read|see more)(?:\s*:.{0,160}|\s*[›»>→…]*)$/i,
    ],
    below,
  ),
  { name: 'tag_line', endsArticle: true, matches: isTagLine },
  rule(
    'correction_prompt',
    [
      /^(?:if you )?(?:(?:have )?(?:find|found|notice|noticed|see|saw|spot|spotted)) (?:an?|any) (?:errors?|mistakes?|typos?|misprints?|inaccurac(?:y|ies))\b.{0,60}\b(?:press|select|highlight|click|ctrl|report|let us know|tell us)\b/i,
      /^(?:report|suggest) (?:an? )?(?:error|typo|mistake|correction)s?(?: (?:in|to) (?:this|the) (?:article|text))?[.!]?$/i,
    ],
    below,
  ),
  rule('advertisement', [/^(?:advertise?ment|advertorial|sponsored(?: content)?|promoted|ad|реклама)$/iu]),
  rule('photo_credit', [
    new RegExp(String.raw`^.{0,330}\s/\s?${AGENCIES}(?:\s?/\s?${CREDIT})*$`, 'u'),
    /^(?:photo|image|picture|photo credit|image credit|photo source|фото)\s?:\s?.{2,120}(?<![.!?])$/iu,
    new RegExp(String.raw`^(?:Photo|Image|Picture) (?:by|from|courtesy of) (?:${AGENCIES}|\p{Lu}[\p{L}.'’-]+(?: \p{Lu}[\p{L}.'’-]+){0,3})(?:\s?[/,|].{0,40})?$`, 'u'),
    new RegExp(String.raw`^.{0,300}[([](?:Photo|Image|Picture)(?: credit)?\s?(?:by|:)?\s?[^()]{2,60}[)\]]$`, 'u'),
    new RegExp(String.raw`^©\s?${CREDIT}(?:\s?[/,]\s?.{1,40})?$`, 'u'),
  ]),
  rule(
    'copyright_line',
    [
      /^(?:copyright\s*)?©\s?(?:19|20)\d{2}\b.{0,100}$/i,
      /^copyright\s+(?:\(c\)\s*)?(?:19|20)\d{2}\b.{0,100}$/i,
      /^(?:[^.]{1,80}[.,] )?all rights reserved\.?$/i,
    ],
    below,
  ),
  rule('page_control', [
    /^(?:loading|please wait|click to (?:enlarge|expand|play)|skip to (?:main )?content|back to top|print this (?:page|article)|print version|listen to (?:this )?article|show more|load more|expand|collapse|close)(?:\.\.\.|…|[.!])?$/i,
  ]),
  { name: 'menu', endsArticle: false, matches: isMenuLine },
];

/** The wording rule that a line falls under, or null. */
export function wordingRuleFor(text: string): WordingRule | null {
  if (text.length > LONGEST_FURNITURE) return null;
  const line = text.replace(/^[•▪‣◦●■·*]\s*/, '');
  if (line === '') return WORDING_RULES[0] ?? null;
  return WORDING_RULES.find((candidate) => candidate.matches(line)) ?? null;
}
