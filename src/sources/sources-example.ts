// What a `sources.yaml` looks like, every key explained: for who writes one. The tests read it.

/** A whole file, ready to be cut down. */
export const SOURCES_EXAMPLE = `# sources.yaml, beside the documents in CORPUS_DIR: where else documents come from.
# One entry for each source; it begins with what it is:
#   folder    files in another folder; relative to this one, or absolute
#   url       one page or file
#   sitemap   every page that a site's sitemap lists (an index of sitemaps and .gz as well)
#   feed      every article that an RSS, Atom or JSON feed lists
- feed: https://news.example.org/world/rss.xml
  every: 1h                 # m, h, d or w; without it the source is read once, and again when you ask for it
  outlet: Example News      # holds where a page does not say it itself
  language: en
  include: ["*/world/*"]    # over the whole address; * stands for anything. Without it all are taken
  exclude: ["*/video/*", "*?print=*"]
  select: article .body     # CSS selector of the article, where the site needs one
  most: 500                 # most documents kept, the newest of a feed

- sitemap: https://museum.example.org/sitemap.xml
  every: 1d
  collection: museum        # "default" unless given

- url: https://example.org/reports/2021/annual.pdf

- folder: ../archive
  outlet: Our archive
  accept_broken: true       # takes texts as well that look broken, such as poor scans
`;
