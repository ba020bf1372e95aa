// What is known of model families: how their token vectors become one vector, and which words their
// authors put before queries and passages. Wrong pooling loses quality without any error, so a family
// that is not known must be told by settings.

export type Pooling = 'cls' | 'mean' | 'last_token';

export interface ModelRecipe {
  readonly pooling: Pooling;
  readonly queryPrefix: string;
  readonly passagePrefix: string;
}

interface Family {
  readonly pattern: RegExp;
  readonly recipe: ModelRecipe;
}

// Recipes as the authors' model cards give them.
const FAMILIES: readonly Family[] = [
  { pattern: /bge-m3/i, recipe: { pooling: 'cls', queryPrefix: '', passagePrefix: '' } },
  {
    pattern: /bge-(small|base|large)-zh/i,
    recipe: {
      pooling: 'cls',
      queryPrefix: '为这个句子生成表示以用于检索相关文章：',
      passagePrefix: '',
    },
  },
  {
    pattern: /bge-(micro|small|base|large)/i,
    recipe: {
      pooling: 'cls',
      queryPrefix: 'Represent this sentence for searching relevant passages: ',
      passagePrefix: '',
    },
  },
  {
    pattern: /\be5-(small|base|large)/i,
    recipe: { pooling: 'mean', queryPrefix: 'query: ', passagePrefix: 'passage: ' },
  },
];

/** The recipe of a model by its name, or null where the family is not known. */
export function knownRecipe(modelName: string): ModelRecipe | null {
  return FAMILIES.find((family) => family.pattern.test(modelName))?.recipe ?? null;
}
