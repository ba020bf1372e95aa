// What one process agrees on with itself.

import { openMemoryCoordination } from '../../src/store/memory-coordination.js';
import { describeCoordination } from '../contracts/coordination-contract.js';

describeCoordination({
  name: 'in memory',
  site: () => ({ open: openMemoryCoordination }),
  isShared: false,
});
