/** POHODA in the words of the shared entrance and results. */
import type { Entrance } from '../shared/entrance';
import type { ResultWords } from '../shared/results';

export const WORDS: ResultWords & Omit<Entrance, 'advice'> = { system: 'POHODA', done: 'sent', there: 'are in POHODA', missed: 'did not get into POHODA' };
