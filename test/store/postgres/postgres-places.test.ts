// What machines hand to each other through a database they share.

import { describe, onTestFinished } from 'vitest';
import { openPostgresPlaces } from '../../../src/store/postgres/postgres-places.js';
import { describePlaces } from '../../contracts/places-contract.js';
import { ownSchema } from '../../support/own-schema.js';
import { postgresEngine } from '../../support/postgres-engine.js';

const engine = postgresEngine();

describe.skipIf(engine === null)('on PostgreSQL', () => {
  describePlaces({
    name: `PostgreSQL, ${engine?.name ?? 'none'}`,
    fresh: (now) => {
      const place = ownSchema(engine?.url ?? '');
      return Promise.resolve(() => {
        const places = openPostgresPlaces({ ...place, now });
        onTestFinished(() => places.close());
        return Promise.resolve(places);
      });
    },
  });
});
