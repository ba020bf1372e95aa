// In: the name of a rule that took a line out. Out: the reason in words, for the page that a person reads.

const WORDS: Readonly<Record<string, string>> = {
  advertisement: 'a label of advertising',
  breadcrumb: 'the path through the site',
  by_line: 'names the author, who is shown beside the text',
  calendar: 'a calendar beside the article',
  comment_prompt: 'asks for comments, or counts them',
  cookie_notice: 'a note on cookies',
  copyright_line: 'a note on rights',
  correction_prompt: 'asks to report mistakes',
  counter: 'counts views, shares or minutes',
  credit_line: 'says where the text was printed first',
  date_line: 'gives the date, which is shown beside the text',
  donation_figure: 'a sum collected for the site',
  follow_line: 'asks to follow the site elsewhere',
  foreign_prompt: 'a prompt in another script than the text',
  form_reply: 'the answer of a form',
  header_field: 'a field above the text, which is shown beside it',
  menu: 'part of a menu',
  moderation_notice: 'rules for comments',
  month_bar: 'the month for which sums are collected',
  news_list_link: 'leads to other articles',
  page_control: 'a control of the page',
  photo_credit: 'the caption of a photograph with its credit',
  powered_by: 'names the software of the site',
  rating_prompt: 'asks for a rating',
  recurs_in_source: 'stands in many documents of this source',
  repeated_standfirst: 'repeats the beginning of a paragraph',
  repeated_title: 'repeats the title',
  separator: 'a line of marks',
  share_line: 'asks to share the article',
  subscribe_line: 'asks to subscribe',
  support_line: 'asks for support',
  tag_line: 'a list of tags',
  title_line: 'the title, which is shown above the text',
  translation_notice: 'says that a machine translated it',
};

/** Why a rule takes a line out; of a rule that has no words yet, its name. */
export function ruleInWords(rule: string): string {
  return WORDS[rule] ?? rule.replaceAll('_', ' ');
}
