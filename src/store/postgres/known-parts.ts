// Every part of the tables in a shared database, for who looks at their versions.

import { KNOWLEDGE } from './knowledge-schema.js';
import type { Part } from './migrate.js';
import { COORDINATION } from './postgres-coordination.js';
import { JOBS } from './postgres-job-store.js';
import { PLACES } from './postgres-places.js';
import { SOURCES } from './source-schema.js';
import { STATE } from './state-schema.js';

export const KNOWN_PARTS: readonly Part[] = [KNOWLEDGE, SOURCES, STATE, JOBS, COORDINATION, PLACES];
