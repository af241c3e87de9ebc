// Made by stores/wire_types.py of the service's OpenAPI document. Not written by hand.

/** Who answered, with what, in what time. */
export interface AboutOut {
  version: string;
  packs: PackOut[];
  timings_ms: Record<string, number>;
}

/** What the linked story adds to this one. */
export interface AddsOut {
  /** near_duplicate, update (the same story, later), earlier (the same story, before), background (before this story), same_day, later, related (undated), other (names nobody whom this story names) */
  relation: "near_duplicate" | "update" | "earlier" | "background" | "same_day" | "later" | "related" | "other";
  /** the same in words */
  said: string;
  /** from this story's day to the linked one's; below zero: it came before */
  days: number | null;
  /** entities that this story does not name and the reader does not know */
  new: NamedOut[];
  shared: NamedOut[];
  /** up to two sentences that carry what is new */
  quotes: QuotedOut[];
}

/** One entity of the story, as of its day. */
export interface CardOut {
  /** Wikidata id, or wiki language and title: en:Yevgeny Prigozhin */
  id: string;
  qid: string | null;
  label: string;
  description: string | null;
  kind: string | null;
  summary: SummaryOut | null;
  /** what held on the story's day */
  then: FactOut[];
  /** what began or ended after it */
  since: FactOut[];
  /** undated, or over by the story's day */
  facts: FactOut[];
  connections: ConnectionOut[];
  /** all that the card says below its summary, in the order to be read and in finished sentences, nothing twice; made of then, since, facts and connections */
  sections?: SectionOut[];
  why: WhyOut;
  /** probability that this is the sense meant, 0 to 1 */
  confidence: number;
  /** how much the story is about it, times how much it needs explaining, 0 to 1; cards come in this order, household names and countries after all others */
  salience: number;
  image: ImageOut | null;
  links: LinksOut;
  mentions: string[];
  /** false: behind 'show all'; known to the reader, or to nearly everyone */
  shown?: boolean;
  /** the reader chose this sense */
  corrected?: boolean;
  /** id in sources: of label, description and summary */
  source?: string | null;
  /** one line that says where the card's words and facts come from */
  credit?: string | null;
}

/** A statement between this entity and another of the same story. */
export interface ConnectionOut {
  to: string;
  label: string;
  property: string;
  start: string | null;
  end: string | null;
  source: string | null;
  /** whether it held on page.as_of; null: its dates do not tell */
  held?: boolean | null;
  /** it begins after page.as_of */
  later?: boolean;
  /** until when the source knew it, where it may have ended since */
  as_of?: string | null;
  /** label of a third that ties the two, for a tie of two statements */
  via?: string | null;
  /** as a finished sentence: Founded Concord in 1995. */
  text?: string | null;
}

/** The reader's word: a name of this story means that entity, such as the runner-up of an earlier answer. */
export interface CorrectionIn {
  /** the name, as the story has it, short or full */
  surface: string;
  /** entity id, taken as certain; null: none of the senses on record */
  entity: string | null;
}

/** A page, or a plain text. With both, the text is what is read and the page says where and when it stood. */
export interface EnrichRequest {
  /** a page's HTML */
  html?: string | null;
  /** plain text; offsets in the answer refer to it as given */
  text?: string | null;
  /** the title of the plain text */
  title?: string | null;
  /** the page's address; resolves its relative links */
  url?: string | null;
  /** the day of the story, over what the page says */
  published?: string | null;
  /** BCP 47 tag */
  language?: string | null;
  /** senses chosen by the reader; one that cannot be followed is named in gaps */
  corrections?: CorrectionIn[];
  /** ids of entities that the reader knows: their cards come last, not shown at once */
  known?: string[];
  /** pages behind the story's read-more links; told as previews, never fetched */
  linked?: LinkedPage[];
  options?: Options;
}

/** The backstory of one page. */
export interface EnrichResponse {
  page: PageOut;
  cards: CardOut[];
  /** statements between the cards' entities, each once, strongest first */
  connections?: TieOut[];
  /** cards of the senses that came second, for 'not this one?' */
  alternatives?: CardOut[];
  mentions: MentionOut[];
  read_more: ReadMoreOut[];
  unknown: UnknownOut[];
  sources: SourceOut[];
  gaps: GapOut[];
  about: AboutOut;
}

/** A statement. It holds from start to end, happened where both are equal, is undated where both are null. */
export interface FactOut {
  property: string;
  pid: string | null;
  value: string;
  entity: string | null;
  start: string | null;
  end: string | null;
  /** id in sources */
  source: string | null;
  /** in a finished sentence, as one could say it on page.as_of */
  text?: string | null;
  /** until when the source knew it, where it may have ended since */
  as_of?: string | null;
  /** another statement on this card says otherwise; both are shown */
  disputed?: boolean;
  /** what the source rests this statement on */
  reference?: string | null;
}

/** One field of a request, and what is wrong with it. */
export interface FieldError {
  /** path of the field; empty for the request as a whole */
  field: string;
  message: string;
}

/** Something the answer lacks, and why. */
export interface GapOut {
  what: string;
  why: string;
  retry_after_s: number | null;
}

/** A picture by address; the service never loads it. */
export interface ImageOut {
  url: string;
  author: string | null;
  licence: string | null;
  source: string | null;
}

/** A page behind a read-more link, as the reader's side has it: nothing need be fetched then. */
export interface LinkedPage {
  /** its address, as the story links to it */
  url: string;
  /** its HTML */
  html: string;
}

/** Where to read on. */
export interface LinksOut {
  wikipedia: string | null;
  wikidata: string | null;
  website: string | null;
}

/** A name in the text; entity null: no known sense. Offsets in code points, or as `options.offsets` asks. */
export interface MentionOut {
  id: string;
  surface: string;
  start: number;
  end: number;
  quote: QuoteOut;
  entity: string | null;
  confidence: number;
}

/** An entity that the linked story names. */
export interface NamedOut {
  id: string;
  qid: string | null;
  label: string;
  description: string | null;
  kind: string | null;
}

/** How to answer. What is left out follows the service's settings. */
export interface Options {
  /** cards at the most; the most salient stay */
  max_cards?: number | null;
  /** senses less sure than this get no card */
  min_confidence?: number | null;
  /** look for what stands in small letters too, such as “troll farm” */
  concepts?: boolean;
  /** ask live sources for names that the packs lack; only names leave */
  live?: boolean;
  /** give the links to other stories */
  read_more?: boolean;
  /** say what is behind read_more links; the service fetches them where its operator allows it */
  previews?: boolean;
  /** language of what live sources tell, where they have it; the story's when left out */
  reader_language?: string | null;
  /** what offsets count: Unicode code points, or utf16 for UTF-16 code units as JavaScript counts */
  offsets?: "code_points" | "utf16";
  /** give the text as it was read, to which the offsets refer */
  text?: boolean;
}

/** A pack by name, day of building and the hash of what it holds. */
export interface Pack {
  name: string;
  built: string;
  hash: string;
}

/** A pack that answered. */
export interface PackOut {
  name: string;
  built: string;
  hash: string;
}

/** The page as it was read. */
export interface PageOut {
  url: string | null;
  canonical_url: string | null;
  title: string | null;
  byline: string | null;
  site: string | null;
  language: string | null;
  published: string | null;
  /** request, json_ld, meta, time, url or text; null: no date was found */
  published_from: string | null;
  /** when the page says that it was last changed */
  modified?: string | null;
  /** where title, byline, site, language, canonical_url, published and modified were read: json_ld, meta, microdata, html, time, url, text or request */
  origins?: Record<string, string>;
  /** the day that the cards speak of: the story's, or today where it has none */
  as_of: string;
  /** published; modified: a page written anew long after; text: the last day that the text speaks of; today: the story has no date */
  as_of_from?: "published" | "modified" | "text" | "today";
  words: number;
  /** only where options.text asks for it */
  text?: string | null;
}

/** What the linked story says of itself. */
export interface PreviewOut {
  title: string | null;
  /** its own, else its first lines; at most 300 characters */
  description: string | null;
  site: string | null;
  author?: string | null;
  published: string | null;
  modified?: string | null;
  /** the address of its lead picture; the service never loads it */
  image: string | null;
  language?: string | null;
  /** length of its text; null where it is no article */
  words?: number | null;
  canonical_url?: string | null;
}

/** What went wrong. Source: RFC 9457. */
export interface Problem {
  /** a path of this service that explains the kind of problem, or about:blank */
  type: string;
  title: string;
  status: number;
  detail: string;
  /** with an invalid request only */
  errors?: FieldError[] | null;
}

/** What only who holds the pairing token can say. */
export interface ProofResponse {
  /** HMAC-SHA-256 of `backstory-proof:` and the challenge, under the token; hexadecimal */
  proof: string;
}

/** A W3C TextQuoteSelector. */
export interface QuoteOut {
  exact: string;
  prefix: string;
  suffix: string;
}

/** A sentence of the linked story, word for word. */
export interface QuotedOut {
  quote: QuoteOut;
  /** id in sources: the linked story */
  source: string;
}

/** A link to another story. */
export interface ReadMoreOut {
  url: string;
  text: string;
  quote: QuoteOut;
  /** how sure it is that this is another story of the publisher, 0 to 1 */
  confidence?: number;
  /** ready; fetching (follows in a stream); not_fetched; not_allowed (an address that may not be fetched); blocked (the site asks programs not to read it); gone; not_an_article; too_large; too_slow; unreachable */
  status: "ready" | "fetching" | "not_fetched" | "not_allowed" | "blocked" | "gone" | "not_an_article" | "too_large" | "too_slow" | "unreachable";
  /** why there is no preview, in words for the reader */
  why?: string | null;
  preview: PreviewOut | null;
  adds: AddsOut | null;
  /** where the link led, where that is another address */
  found_at?: string | null;
}

/** The sense that came second. */
export interface RunnerUpOut {
  id: string;
  label: string;
  description: string | null;
  confidence: number;
}

/** Sentences of a card that stand under one heading. A section without sentences is left out. */
export interface SectionOut {
  /** what it holds: on_that_day, since, connections, connections_since, background; more may be added */
  name: string;
  /** its heading in English, as the service's own pages have it: On 20 January 2023 */
  title: string;
  sentences: SentenceOut[];
}

/** One thing that a name may mean. */
export interface SenseOut {
  id: string;
  label: string;
  description: string | null;
  kind: string | null;
}

/** All that the packs have under a name, most common first. */
export interface SensesResponse {
  senses: SenseOut[];
}

/** A finished sentence, to be drawn as it stands: its dates, and until when it was known, stand in its words. */
export interface SentenceOut {
  text: string;
  /** names in it that have a card, in order; they never overlap */
  spans: SpanOut[];
  start: string | null;
  end: string | null;
  /** id in sources */
  source: string | null;
  /** until when the source knew it, where it may have ended since */
  known_until?: string | null;
}

/** Where words or facts come from. */
export interface SourceOut {
  id: string;
  name: string;
  title: string | null;
  url: string | null;
  licence: string | null;
  revision: string | null;
  retrieved: string | null;
  /** the day of that revision, where it is told */
  revised?: string | null;
}

/** A stretch of a sentence that names an entity; half-open, in code points or as `options.offsets` asks. */
export interface SpanOut {
  start: number;
  end: number;
  /** entity id; it has a card in this answer */
  entity: string;
}

/** What the entity is, in a few sentences. */
export interface SummaryOut {
  text: string;
  source: string;
  /** it is less than the source says */
  shortened?: boolean;
}

/** The same, read from the entity `of`; each tie of the story stands here once. */
export interface TieOut {
  to: string;
  label: string;
  property: string;
  start: string | null;
  end: string | null;
  source: string | null;
  /** whether it held on page.as_of; null: its dates do not tell */
  held?: boolean | null;
  /** it begins after page.as_of */
  later?: boolean;
  /** until when the source knew it, where it may have ended since */
  as_of?: string | null;
  /** label of a third that ties the two, for a tie of two statements */
  via?: string | null;
  /** as a finished sentence: Founded Concord in 1995. */
  text?: string | null;
  of: string;
  of_label: string;
  /** the tie as a finished sentence, with both names */
  sentence?: SentenceOut | null;
}

/** A name that no source knows. */
export interface UnknownOut {
  name: string;
  /** what the story itself says of it */
  said: string | null;
  mentions: string[];
  /** where the story says it */
  quote?: QuoteOut | null;
  /** id in sources: the story itself */
  source?: string | null;
}

/** Who answers. */
export interface Version {
  name: string;
  version: string;
  packs: Pack[];
  /** whether the pairing token that came with the request is right */
  paired: boolean;
}

/** Why this sense. */
export interface WhyOut {
  reasons: string[];
  /** its card is in alternatives, where it has none among the cards */
  runner_up: RunnerUpOut | null;
  /** the confidence in words; 'your choice' where the reader chose */
  certainty?: string;
}
