// The words of fetching: an address goes in, a representation with its date comes out, or why not. What stands
// behind `Fetch` checks every address of every hop; who asks needs to know nothing of that.

/** What a server said of a representation, for conditional requests. */
export interface Validators {
  readonly etag: string | null;
  readonly lastModified: string | null;
}

export interface FetchRequest {
  readonly url: string;
  /** Of the copy that is kept; then an unchanged representation is not sent again. */
  readonly validators?: Validators;
  /** Most bytes after decompression; a document's limit unless given. */
  readonly mostBytes?: number;
  /** False for what a person handed over by hand, such as an attachment: robots.txt is about crawling. */
  readonly obeysRobots?: boolean;
  /** Longest pause before each request, whatever the host asks for: somebody waits for this one page. */
  readonly mostPauseMs?: number;
}

/** Why an address gave nothing. */
export type FetchCode =
  | 'bad_address'
  | 'blocked_address'
  | 'blocked_port'
  | 'robots_disallowed'
  | 'too_many_redirects'
  | 'too_large'
  | 'bad_encoding'
  | 'http_status'
  | 'timeout'
  | 'unreachable';

export interface FetchProblem {
  readonly code: FetchCode;
  /** One line for people: the address, what is wrong with it and what to do. */
  readonly text: string;
  /** The HTTP status, where there was one. */
  readonly status: number | null;
  /** When the server says it may be asked again (Retry-After), ISO 8601 in UTC. */
  readonly retryAt?: string;
}

export type Fetched =
  | {
      readonly kind: 'fetched';
      /** Where the last redirect led. */
      readonly url: string;
      readonly bytes: Uint8Array;
      readonly mediaType: string | null;
      readonly validators: Validators;
      /** ISO 8601 in UTC. */
      readonly fetchedAt: string;
    }
  | { readonly kind: 'unchanged'; readonly url: string; readonly fetchedAt: string }
  | { readonly kind: 'refused'; readonly problem: FetchProblem };

/** Fetches one address; never rejects for what an address, a server or the network does. */
export type Fetch = (request: FetchRequest) => Promise<Fetched>;
