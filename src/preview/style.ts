// The look of the preview: Discord's proportions and colours, as far as they matter for judging a card.
// Fonts are those of the system.

const THEMES = `
.dark {
  --page: #1a1a1e; --card: #242429; --edge: #33333a; --text: #dfe0e2; --head: #fbfbfb;
  --quiet: #94959c; --link: #7bb0f5; --button: #3b3b43; --press: #f2f2f4; --code: #1f1f24;
}
.light {
  --page: #fbfbfb; --card: #ffffff; --edge: #dddde3; --text: #2f3035; --head: #050506;
  --quiet: #6b6c75; --link: #1b5fc4; --button: #e9e9ee; --press: #2b2c31; --code: #f2f2f5;
}`;

const FRAME = `
* { box-sizing: border-box; }
body {
  margin: 0; background: #0f0f12; color: #dfe0e2;
  font: 16px/1.375 "gg sans", "Noto Sans", Helvetica, Arial, sans-serif;
}
header, article { max-width: 1120px; margin: 0 auto; padding: 24px 16px; }
header h1 { margin: 0 0 4px; font-size: 24px; }
header p { margin: 0; color: #94959c; }
article > h2 { margin: 0 0 2px; font-size: 16px; }
article > p { margin: 0 0 12px; color: #94959c; font-size: 13px; }
.pair { display: flex; flex-wrap: wrap; gap: 24px; align-items: flex-start; }
.phone { width: 390px; padding: 12px 12px 16px; }
.desk { width: 664px; padding: 16px; }
.phone, .desk { max-width: 100%; background: var(--page); color: var(--text); border-radius: 12px; }
.only-phone .desk, .only-phone header { display: none; }
.only-phone article { padding: 8px; }`;

const TEXT = `
.container {
  display: flex; flex-direction: column; gap: 8px; max-width: 600px; padding: 14px 16px 16px 18px;
  background: var(--card); border: 1px solid var(--edge); border-radius: 8px;
  border-left: 4px solid var(--accent, var(--edge));
}
.text { overflow-wrap: anywhere; }
.text .blank { height: 11px; }
.text small { display: block; font-size: 13px; line-height: 1.4; color: var(--quiet); }
.text strong { color: var(--head); font-weight: 700; }
.text a { color: var(--link); text-decoration: none; }
.text code { padding: 1px 4px; border-radius: 4px; background: var(--code); font: 14px "Noto Sans Mono", monospace; }
.text mark { padding: 0 2px; border-radius: 3px; background: #5865f24d; color: inherit; }
.text h1, .text h2, .text h3 { margin: 4px 0; color: var(--head); line-height: 1.3; }
.text h1 { font-size: 24px; } .text h2 { font-size: 20px; } .text h3 { font-size: 16px; }
.text del { border-radius: 3px; background: var(--quiet); color: transparent; text-decoration: none; }
.text blockquote { margin: 0; padding-left: 12px; border-left: 4px solid var(--edge); }`;

const PARTS = `
.section { display: flex; gap: 12px; align-items: flex-start; }
.section .body { flex: 1; min-width: 0; }
.separator { height: 1px; margin: 4px 0; } .separator.line { background: var(--edge); }
.separator.large { margin: 12px 0; }
.row { display: flex; flex-wrap: wrap; gap: 8px; margin-top: 2px; }
.button {
  display: inline-flex; align-items: center; gap: 6px; min-height: 32px; padding: 2px 11px; border: 0;
  border-radius: 8px; font: 500 14px/18px inherit; font-family: inherit; color: #fff;
}
.secondary, .link { background: var(--button); color: var(--press); }
.primary { background: #5865f2; } .success { background: #24804a; } .danger { background: #d22d39; }
.button:disabled { opacity: 0.5; }
.emoji { font-family: "Noto Color Emoji", sans-serif; }
.select { width: 100%; max-width: 400px; }
.select summary { list-style: none; }
.chosen, .options { padding: 9px 12px; border: 1px solid var(--edge); border-radius: 8px; background: var(--page); }
.chosen::after { content: "⌄"; float: right; color: var(--quiet); }
.chosen.empty { color: var(--quiet); }
.options { margin-top: 4px; } .options div { padding: 4px 0; }
.thumbnail, .picture { display: flex; align-items: center; justify-content: center; border-radius: 8px;
  background: var(--button); color: var(--quiet); font-size: 12px; text-align: center; }
.thumbnail { width: 85px; height: 85px; }
.gallery { display: grid; grid-template-columns: repeat(auto-fit, minmax(120px, 1fr)); gap: 4px; }
.picture { aspect-ratio: 4 / 3; }
.file { display: flex; gap: 8px; padding: 12px; border: 1px solid var(--edge); border-radius: 8px; color: var(--link); }`;

/** The page's one style sheet. */
export const STYLE = [THEMES, FRAME, TEXT, PARTS].join('\n');
