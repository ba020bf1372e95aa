// The English words by which a follow-up is told from a question of its own: what opens a question, what
// carries no topic, what points back. Lists, because rules over them can be read and tested.

const list = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/));

export const QUESTION_WORDS = list('who whom whose what which when where why how');

export const AUXILIARIES = list(
  `do does did is are was were am be been being has have had will would can could shall should may might must
  isn't aren't wasn't weren't don't doesn't didn't hasn't haven't hadn't won't wouldn't can't couldn't`,
);

/** Words without a topic of their own that are no verbs. */
export const FUNCTION_WORDS = list(
  `a an the this that these those there here then so such it its itself he him his she her hers they them
  their theirs one ones and but or nor not no yes of in on at by for from to with without about over under
  into onto out up down off between among against during before after since until till through as than like
  regarding concerning toward towards if whether because while though although also too either neither both
  all any some each every other others another else more most much many few less least very really exactly
  actually still already again ever never even just only now next later first last please same true about
  himself herself themselves who whom whose what which when where why how come`,
);

/** Verbs and nouns that ask about a topic without naming one. */
export const GENERIC_WORDS = list(
  `say says said saying tell tells told think thinks thought want wants wanted mean means meant matter
  matters happen happens happened agree agrees agreed respond responds responded react reacts reacted answer
  answers answered reply replies replied know knows knew believe believes believed feel feels felt need needs
  needed comment comments commented explain explains explained claim claims claimed doing done view views
  opinion opinions position positions reaction reactions response responses statement statements reason
  reasons thing things`,
);

/** Verbs behind which the topic follows with this preposition. */
export const LINKS: ReadonlyMap<string, string> = new Map([
  ...['say', 'says', 'said', 'think', 'thinks', 'thought', 'know', 'knows', 'knew', 'do'].map(
    (verb) => [verb, 'about'] as const,
  ),
  ...['respond', 'responds', 'responded', 'react', 'reacts', 'reacted'].map(
    (verb) => [verb, 'to'] as const,
  ),
]);

/** Prepositions behind which a question names its topic. */
export const TOPIC_PREPOSITIONS = list('about regarding concerning on over');

/** Prepositions that may open a short follow-up such as "and with Iran?". */
export const PREPOSITIONS = list(
  'about with without to from for of by against in at near into on over between among under towards toward',
);

/** Prepositions of place: what stands behind them is no person. */
export const PLACE_PREPOSITIONS = list('in at near into inside across');

/** Names that are names also in small letters: countries, and the groups that are named like one. */
export const COUNTRIES: ReadonlySet<string> = new Set(
  `afghanistan|albania|algeria|angola|argentina|armenia|australia|austria|azerbaijan|bahrain|bangladesh|belarus|
belgium|bolivia|bosnia|botswana|brazil|britain|bulgaria|cambodia|cameroon|canada|chile|china|colombia|congo|
croatia|cuba|cyprus|denmark|ecuador|egypt|england|estonia|ethiopia|finland|france|germany|ghana|greece|
guatemala|haiti|honduras|hungary|iceland|india|indonesia|iran|iraq|ireland|israel|italy|japan|kazakhstan|kenya|
kosovo|kuwait|kyrgyzstan|laos|latvia|lebanon|libya|lithuania|luxembourg|malaysia|malta|mexico|moldova|mongolia|
montenegro|morocco|mozambique|myanmar|namibia|nepal|netherlands|nicaragua|niger|nigeria|norway|pakistan|
palestine|panama|paraguay|peru|philippines|poland|portugal|qatar|romania|russia|rwanda|scotland|senegal|serbia|
singapore|slovakia|slovenia|somalia|spain|sudan|sweden|switzerland|syria|taiwan|tajikistan|tanzania|thailand|
tunisia|turkey|turkmenistan|uganda|ukraine|uruguay|uzbekistan|venezuela|vietnam|wales|yemen|zambia|zimbabwe|
nato|eu|un|uk|usa|uae`
    .replace(/\s+/g, '')
    .split('|'),
);
