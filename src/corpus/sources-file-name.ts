// At the root of a corpus folder: the list of where else documents come from. It is not a document itself.

export const SOURCES_FILE = 'sources.yaml';
