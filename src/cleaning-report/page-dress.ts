// The look of the page, light and dark, and its one script: search over everything that a document's part says.

/** The style sheet. */
export const STYLE = `
:root { color-scheme: light dark; --page: #fbfaf7; --card: #ffffff; --edge: #dedbd2; --text: #26251f; --quiet: #6b685c; --link: #0b5a96; --mark: #efece2; --bad: #a3291e; }
@media (prefers-color-scheme: dark) {
  :root { --page: #17171a; --card: #202024; --edge: #38383f; --text: #e3e2dd; --quiet: #a09e94; --link: #83b9ee; --mark: #2c2c32; --bad: #f08a7e; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 60rem; padding: 1rem; background: var(--page); color: var(--text); font: 1rem/1.5 system-ui, "Noto Sans", sans-serif; overflow-wrap: anywhere; }
h1 { margin: 0; font-size: 1.5rem; } h2 { margin: 1.75rem 0 .5rem; font-size: 1.15rem; } h3, h4 { margin: 1rem 0 .25rem; font-size: 1rem; }
header p { margin: .25rem 0; color: var(--quiet); }
bdi { unicode-bidi: isolate; }
a { color: var(--link); }
code { font-size: .85em; }
.figures { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: .5rem 0; padding: 0; list-style: none; }
.search { display: flex; gap: .5rem; align-items: center; margin-top: .75rem; }
.search input { flex: 1; min-width: 0; padding: .5rem .75rem; border: 1px solid var(--edge); border-radius: .5rem; background: var(--card); color: inherit; font: inherit; }
.document { margin: .5rem 0; border: 1px solid var(--edge); border-radius: .5rem; background: var(--card); padding: 0 .9rem; }
.document[open] { padding-bottom: .9rem; }
summary { cursor: pointer; padding: .6rem 0; }
.document > summary { list-style: none; } .document > summary::-webkit-details-marker { display: none; }
.title { display: block; font-weight: 600; }
.marks { display: flex; flex-wrap: wrap; gap: .25rem .4rem; margin-top: .3rem; font-size: .85rem; color: var(--quiet); }
.marks span { padding: 0 .45rem; border-radius: .75rem; background: var(--mark); } .marks span bdi { padding: 0; }
dl { display: grid; grid-template-columns: 5.5rem 1fr; gap: .2rem .75rem; margin: .25rem 0; font-size: .95rem; }
dt { color: var(--quiet); } dd { margin: 0; } dd ul { margin: 0; padding-left: 1.1rem; }
.quiet, i { color: var(--quiet); font-size: .9em; }
.removed, .rejected { margin: 0; padding: 0; list-style: none; font-size: .95rem; }
.removed li { padding: .3rem 0; border-top: 1px solid var(--edge); }
.removed .line { display: block; max-height: 6rem; overflow: auto; }
.rejected li { padding: .35rem 0; border-top: 1px solid var(--edge); }
.tag { padding: 0 .45rem; border-radius: .75rem; background: var(--mark); color: var(--quiet); font-size: .85rem; } .tag.broken { color: var(--bad); }
.texts { margin-top: .75rem; border-top: 1px solid var(--edge); }
.texts p { margin: .5rem 0; padding-left: 2.4rem; position: relative; }
.texts .n { position: absolute; left: 0; width: 1.9rem; text-align: right; color: var(--quiet); font-size: .85rem; line-height: 1.75; unicode-bidi: isolate; }
.texts hr { width: 4rem; margin: .75rem 0 .75rem 2.4rem; border: 0; border-top: 2px dashed var(--edge); }
[hidden] { display: none !important; }`;

/** Shows the documents and rejections that hold every word typed. */
export const SEARCH_SCRIPT = `
(() => {
  const items = [...document.querySelectorAll('.item')];
  const texts = new Map();
  const found = document.getElementById('found');
  const nothing = document.getElementById('nothing');
  const textOf = (item) => {
    if (!texts.has(item)) texts.set(item, item.textContent.toLowerCase());
    return texts.get(item);
  };
  let timer;
  document.getElementById('search').addEventListener('input', ({ target }) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const words = target.value.toLowerCase().split(/\\s+/).filter((word) => word !== '');
      let shown = 0;
      for (const item of items) {
        item.hidden = !words.every((word) => textOf(item).includes(word));
        if (!item.hidden) shown += 1;
      }
      for (const section of document.querySelectorAll('section')) {
        section.hidden = section.querySelector('.item:not([hidden])') === null;
      }
      found.textContent = words.length === 0 ? '' : shown + ' of ' + items.length;
      nothing.hidden = shown > 0;
    }, 120);
  });
})();`;
